package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.ValueList;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to a setting.
 *
 * @param content Boolean, a Number, String or ValueList
 * @param key the key of the file that states it; null if it is computed
 * @param metadata the file, for messages
 */
record Value(Object content, @Nullable String key, Metadata metadata) {
  Value computed(Object result) {
    return new Value(result, null, metadata);
  }

  /** Accepts 8 and 8.0. */
  int integer(String setting) {
    if (content instanceof Number n
        && n.doubleValue() == Math.rint(n.doubleValue())
        && n.doubleValue() >= Integer.MIN_VALUE
        && n.doubleValue() <= Integer.MAX_VALUE) {
      return n.intValue();
    }
    throw wrong(setting, "a whole number from -2^31 to 2^31-1");
  }

  double number(String setting) {
    if (content instanceof Number n && Double.isFinite(n.doubleValue())) {
      return n.doubleValue();
    }
    throw wrong(setting, "a finite number");
  }

  boolean flag(String setting) {
    if (content instanceof Boolean b) {
      return b;
    }
    throw wrong(setting, "true or false");
  }

  /** How a table names this value: a text as it is, true, false, or a whole number in digits. */
  String text(String setting) {
    return switch (content) {
      case String s -> s;
      case Boolean b -> b.toString();
      case Number n when n.doubleValue() == Math.rint(n.doubleValue()) ->
          Long.toString(n.longValue());
      default -> throw wrong(setting, "a string");
    };
  }

  ModelFormatException wrong(String setting, String wanted) {
    if (key != null) {
      return metadata.refuse(key, wanted);
    }
    String shown = content instanceof ValueList list ? "a list of " + list.size() : "" + content;
    return new ModelFormatException(
        metadata.source()
            + ": "
            + setting
            + " comes to "
            + ModelFormatException.printable(shown)
            + ", wanted "
            + wanted);
  }
}
