package io.kvasir.cli;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Token ids as a user writes them: {@code 1,2,3}, with spaces where they please.
 *
 * @param ids not negative
 */
@SuppressWarnings("ArrayRecordComponent") // A value of the command line that nothing compares.
record IdList(int[] ids) {

  static final IdList NONE = new IdList(new int[0]);

  /**
   * Reads a list; the message of the {@link IllegalArgumentException} names the part that is no id.
   */
  static IdList parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return new IdList(new int[0]);
    }
    return new IdList(
        Arrays.stream(trimmed.split("\\s*,\\s*|\\s+", -1)).mapToInt(IdList::id).toArray());
  }

  private static int id(String text) {
    try {
      int id = Integer.parseInt(text);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative number.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no token id: wanted numbers of at least 0, as in 1,2,3");
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<IdList> {
    @Override
    public IdList convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
