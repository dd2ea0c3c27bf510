package io.kvasir.tokenizer.template;

/** Which values are equal and which comes first, as in Python. */
final class Equality {
  private Equality() {}

  static boolean equal(Object a, Object b, Budget budget) {
    budget.step();
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return !Numbers.isNan(a) && !Numbers.isNan(b) && Numbers.compare(a, b) == 0;
    }
    if (Python.isText(a) && Python.isText(b)) {
      String x = Python.text(a);
      String y = Python.text(b);
      budget.read(x.length() == y.length() ? x.length() : 0);
      return x.equals(y);
    }
    return switch (a) {
      case Items x -> b instanceof Items y && x.isTuple() == y.isTuple() && equal(x, y, budget);
      case Dict x -> b instanceof Dict y && equal(x, y, budget);
      case Undefined x -> b instanceof Undefined;
      case None x -> b instanceof None;
      case View x when b instanceof View -> throw refused(a, b);
      case Range x when b instanceof Range -> throw refused(a, b);
      case Method x when b instanceof Method -> throw refused(a, b);
      default -> same(a, b);
    };
  }

  private static Fault refused(Object a, Object b) {
    return new Fault(
        "operator '==' between " + Python.type(a) + " and " + Python.type(b) + " is not supported");
  }

  private static boolean equal(Items a, Items b, Budget budget) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i), budget)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Dict a, Dict b, Budget budget) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Dict.Entry entry : a.entries()) {
      Object other = b.find(entry.key());
      if (other == null || !equal(entry.value(), other, budget)) {
        return false;
      }
    }
    return true;
  }

  /** The same object; texts and numbers have no identity that a template could rely on. */
  @SuppressWarnings("ReferenceEquality")
  static boolean same(Object a, Object b) {
    return a == b;
  }

  static boolean ordered(Operator operator, Object a, Object b, Budget budget) {
    if (a instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (b instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if ((Numbers.isNan(a) && Numbers.isNumber(b)) || (Numbers.isNan(b) && Numbers.isNumber(a))) {
      return false;
    }
    if (a instanceof Items x && b instanceof Items y && x.isTuple() == y.isTuple()) {
      return orderedItems(operator, x, y, budget);
    }
    int order = order(operator, a, b, budget);
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  /** The first items that differ decide; if there are none, the lengths. */
  private static boolean orderedItems(Operator operator, Items a, Items b, Budget budget) {
    int both = Math.min(a.size(), b.size());
    for (int i = 0; i < both; i++) {
      if (!equal(a.get(i), b.get(i), budget)) {
        return ordered(operator, a.get(i), b.get(i), budget);
      }
    }
    return ordered(operator, (long) a.size(), (long) b.size(), budget);
  }

  private static int order(Operator operator, Object a, Object b, Budget budget) {
    budget.step();
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.compare(a, b);
    }
    if (Python.isText(a) && Python.isText(b)) {
      return orderTexts(Python.text(a), Python.text(b), budget);
    }
    throw operator.mismatch(a, b);
  }

  /** By code points, which is not the order of Java's chars. */
  private static int orderTexts(String a, String b, Budget budget) {
    int both = Math.min(a.length(), b.length());
    budget.read(both);
    for (int i = 0; i < both; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean pairs = Character.isSurrogate(x) && Character.isSurrogate(y);
        if (pairs || !(Character.isSurrogate(x) || Character.isSurrogate(y))) {
          return Character.compare(x, y);
        }
        return Integer.compare(codePointAround(a, i), codePointAround(b, i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int codePointAround(String text, int at) {
    boolean inside =
        at > 0
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return text.codePointAt(inside ? at - 1 : at);
  }

  /** Whether {@code a} comes before {@code b} in a sorted list. */
  static boolean before(Object a, Object b, Budget budget) {
    return ordered(Operator.LESS, a, b, budget);
  }
}
