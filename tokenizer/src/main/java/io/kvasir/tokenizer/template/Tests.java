package io.kvasir.tokenizer.template;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The tests: {@code value is name(arguments)}. */
final class Tests {
  /** One test. */
  interface Test {
    boolean apply(Object value, Arguments arguments, Budget budget);
  }

  private static final Map<String, Test> ALL = new HashMap<>();

  static {
    alone("defined", value -> !(value instanceof Undefined));
    alone("undefined", value -> value instanceof Undefined);
    alone("none", value -> value instanceof None);
    alone("boolean", value -> value instanceof Boolean);
    alone("true", value -> value.equals(true));
    alone("false", value -> value.equals(false));
    alone("integer", value -> Numbers.isInteger(value) && !(value instanceof Boolean));
    alone("float", value -> value instanceof Double);
    alone("number", Numbers::isNumber);
    alone("string", Python::isText);
    alone("mapping", value -> value instanceof Dict);
    alone("iterable", Python::isIterable);
    alone("sequence", Tests::isSequence);
    alone("callable", value -> value instanceof Callable || value instanceof Undefined);
    alone("escaped", value -> value instanceof Markup);
    alone("filter", value -> Filters.isKnown(String.valueOf(Dict.hashed(value))));
    alone("test", value -> has(String.valueOf(Dict.hashed(value))));
    ALL.put("odd", (v, a, b) -> remainder("odd", v, a, 1L, b));
    ALL.put("even", (v, a, b) -> remainder("even", v, a, 0L, b));
    ALL.put("divisibleby", Tests::divisibleBy);
    ALL.put("lower", (v, a, b) -> oneCase("lower", v, a, b));
    ALL.put("upper", (v, a, b) -> oneCase("upper", v, a, b));
    ALL.put("sameas", Tests::sameAs);
    ALL.put("in", (v, a, b) -> operate(Operator.IN, "in", v, a, b));
    comparison(Operator.EQUAL, "==", "eq", "equalto");
    comparison(Operator.NOT_EQUAL, "!=", "ne");
    comparison(Operator.GREATER, ">", "gt", "greaterthan");
    comparison(Operator.GREATER_OR_EQUAL, ">=", "ge");
    comparison(Operator.LESS, "<", "lt", "lessthan");
    comparison(Operator.LESS_OR_EQUAL, "<=", "le");
  }

  private Tests() {}

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  static boolean apply(String name, Object value, Arguments arguments, Budget budget) {
    Test test = ALL.get(name);
    if (test == null) {
      throw new Fault("test '" + name + "' does not exist");
    }
    return test.apply(value, arguments, budget);
  }

  private static void alone(String name, Predicate<Object> test) {
    ALL.put(
        name,
        (value, arguments, budget) -> {
          arguments.bind("test '" + name + "'", 0);
          return test.test(value);
        });
  }

  private static void comparison(Operator operator, String... names) {
    for (String name : names) {
      ALL.put(
          name, (value, arguments, budget) -> operate(operator, name, value, arguments, budget));
    }
  }

  private static boolean operate(
      Operator operator, String name, Object value, Arguments arguments, Budget budget) {
    Object other = arguments.bind("test '" + name + "'", 1, "other").get(0);
    return Python.truth(operator.apply(value, other, budget));
  }

  private static boolean isSequence(Object value) {
    return Python.hasLength(value) && !(value instanceof View) && !(value instanceof Loop);
  }

  private static boolean divisibleBy(Object value, Arguments arguments, Budget budget) {
    Object divisor = arguments.bind("test 'divisibleby'", 1, "num").get(0);
    return remainder("divisibleby", value, divisor, 0L, budget);
  }

  private static boolean remainder(
      String test, Object value, Arguments arguments, long wanted, Budget budget) {
    arguments.bind("test '" + test + "'", 0);
    return remainder(test, value, 2L, wanted, budget);
  }

  private static boolean remainder(
      String test, Object value, Object divisor, long wanted, Budget budget) {
    if (!Numbers.isNumber(value) || !Numbers.isNumber(divisor)) {
      throw Fault.found(
          "test '" + test + "'", Numbers.isNumber(value) ? divisor : value, "a number");
    }
    return Equality.equal(Numbers.remainder(value, divisor), wanted, budget);
  }

  private static boolean oneCase(String test, Object value, Arguments arguments, Budget budget) {
    arguments.bind("test '" + test + "'", 0);
    String text = Printer.text(value, budget);
    budget.read(text.length());
    return TextMethods.oneCase(
        text, test.equals("lower") ? Character::isLowerCase : Character::isUpperCase);
  }

  /** Only for values whose identity in Python is certain. */
  private static boolean sameAs(Object value, Arguments arguments, Budget budget) {
    Object other = arguments.bind("test 'sameas'", 1, "other").get(0);
    boolean single = isSingle(value) || isSingle(other);
    if (single || !Python.type(value).equals(Python.type(other))) {
      return value.equals(other);
    }
    if (Equality.same(value, other) && !(value instanceof Long)) {
      return true;
    }
    if (Equality.equal(value, other, budget)) {
      throw new Fault("test 'sameas' between equal values is not supported, wanted 'eq'");
    }
    return false;
  }

  private static boolean isSingle(Object value) {
    return value instanceof None || value instanceof Boolean;
  }
}
