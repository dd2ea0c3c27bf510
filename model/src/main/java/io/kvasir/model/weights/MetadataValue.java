package io.kvasir.model.weights;

import java.math.BigInteger;
import java.util.function.Supplier;

/** A value of {@link Metadata}, or an element of a list of it, on its way to a Java type. */
record MetadataValue(String source, String key, Object value) {
  /** Lists longer than these are no vocabularies, however large the file that states them. */
  private static final int MOST_STRINGS = 1 << 20;

  private static final int MOST_CHARACTERS = 1 << 25; // of a list together
  private static final int MOST_NUMBERS = 1 << 24;

  String string() {
    return switch (value) {
      case String s -> s;
      case Supplier<?> s -> (String) s.get();
      default -> throw wrong("a string");
    };
  }

  /** Accepts 8 and 8.0, not 8.5. */
  int integer() {
    switch (value) {
      case Long n -> {
        if (n == n.intValue()) {
          return n.intValue();
        }
      }
      case BigInteger n -> {}
      case Float f -> {
        return whole(f);
      }
      case Double d -> {
        return whole(d);
      }
      default -> throw wrong("a whole number");
    }
    throw wrong("a whole number from -2^31 to 2^31-1");
  }

  private int whole(double d) {
    if (d != Math.rint(d)) { // infinities are whole by this test, NaN is not
      throw wrong("a whole number");
    }
    if (d != (int) d) {
      throw wrong("a whole number from -2^31 to 2^31-1");
    }
    return (int) d;
  }

  double number() {
    double number = anyNumber();
    if (!Double.isFinite(number)) {
      throw wrong("a finite number");
    }
    return number;
  }

  private double anyNumber() {
    return switch (value) {
      case Number n -> n.doubleValue();
      default -> throw wrong("a number");
    };
  }

  boolean flag() {
    return switch (value) {
      case Boolean b -> b;
      default -> throw wrong("true or false");
    };
  }

  String[] strings() {
    if (!(value instanceof ValueList list)) {
      return new String[] {string()};
    }
    String[] result = new String[checked(list, MOST_STRINGS)];
    int i = 0;
    long characters = 0;
    for (Object element : list) {
      result[i] = element instanceof String s ? s : at(i, element).string();
      characters += result[i].length();
      if (characters > MOST_CHARACTERS) {
        throw wrong("at most " + MOST_CHARACTERS + " characters in it");
      }
      i++;
    }
    return result;
  }

  int[] integers() {
    if (!(value instanceof ValueList list)) {
      return new int[] {integer()};
    }
    int[] result = new int[checked(list, MOST_NUMBERS)];
    int i = 0;
    for (Object element : list) {
      result[i] = at(i, element).integer();
      i++;
    }
    return result;
  }

  float[] floats() {
    if (!(value instanceof ValueList list)) {
      return new float[] {(float) anyNumber()};
    }
    float[] result = new float[checked(list, MOST_NUMBERS)];
    int i = 0;
    for (Object element : list) {
      result[i] = (float) at(i, element).anyNumber();
      i++;
    }
    return result;
  }

  boolean[] flags() {
    if (!(value instanceof ValueList list)) {
      return new boolean[] {flag()};
    }
    boolean[] result = new boolean[checked(list, MOST_NUMBERS)];
    int i = 0;
    for (Object element : list) {
      result[i] = at(i, element).flag();
      i++;
    }
    return result;
  }

  private int checked(ValueList list, int most) {
    if (list.size() > most) {
      throw wrong("a list of at most " + most);
    }
    return list.size();
  }

  private MetadataValue at(int index, Object element) {
    return new MetadataValue(source, key + "[" + index + "]", element);
  }

  ModelFormatException wrong(String wanted) {
    return new ModelFormatException(
        source
            + ": "
            + ModelFormatException.printable(key)
            + " is "
            + shown(value)
            + ", wanted "
            + wanted);
  }

  private static String shown(Object value) {
    return switch (value) {
      case String s -> "'" + ModelFormatException.printable(s) + "'";
      case Supplier<?> s -> "a long string";
      case ValueList list -> "a list of " + list.size();
      default -> ModelFormatException.printable(value.toString());
    };
  }
}
