package io.kvasir.tokenizer.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sets of code points in the older Unicode versions that the Hugging Face library works with; the
 * resource older-unicode.txt says which.
 */
public final class OlderUnicode {
  private static final String RESOURCE = "older-unicode.txt";
  private static final Map<String, BitSet> SETS = read();

  private OlderUnicode() {}

  /**
   * A set.
   *
   * @param name one of the names in the resource
   * @return the code points; not to be changed
   */
  public static BitSet set(String name) {
    return Objects.requireNonNull(SETS.get(name), name);
  }

  private static Map<String, BitSet> read() {
    Map<String, BitSet> sets = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(OlderUnicode.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
      BitSet set = new BitSet();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(":")) {
          set = new BitSet();
          sets.put(line.substring(0, line.length() - 1), set);
        } else if (!line.startsWith("#")) {
          addRanges(set, line.strip());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE, unreadable);
    }
    return sets;
  }

  private static void addRanges(BitSet set, String line) {
    for (String range : line.split(" ", -1)) {
      int hyphen = range.indexOf('-');
      int from = Integer.parseInt(hyphen < 0 ? range : range.substring(0, hyphen), 16);
      int to = Integer.parseInt(range.substring(hyphen + 1), 16);
      set.set(from, to + 1);
    }
  }
}
