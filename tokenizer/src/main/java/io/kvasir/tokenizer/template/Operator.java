package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The operators between two values, with Python's meaning. */
enum Operator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  FLOOR_DIVIDE("//"),
  REMAINDER("%"),
  POWER("**"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("not in");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  Object apply(Object a, Object b, Budget budget) {
    return switch (this) {
      case EQUAL -> Equality.equal(a, b, budget);
      case NOT_EQUAL -> !Equality.equal(a, b, budget);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Equality.ordered(this, a, b, budget);
      case IN -> contains(b, a, budget);
      case NOT_IN -> !contains(b, a, budget);
      default -> arithmetic(a, b, budget);
    };
  }

  private Object arithmetic(Object a, Object b, Budget budget) {
    if (this == REMAINDER && a instanceof String format) {
      return PrintfFormat.format(format, b, budget);
    }
    if (this == REMAINDER && a instanceof Markup) {
      throw new Fault("operator '%' after marked text is not supported");
    }
    refuseUndefined(a, b);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return switch (this) {
        case ADD -> Numbers.add(a, b);
        case SUBTRACT -> Numbers.subtract(a, b);
        case MULTIPLY -> Numbers.multiply(a, b);
        case DIVIDE -> Numbers.divide(a, b);
        case FLOOR_DIVIDE -> Numbers.floorDivide(a, b);
        case REMAINDER -> Numbers.remainder(a, b);
        default -> Numbers.power(a, b);
      };
    }
    if (this == ADD) {
      return concatenate(a, b, budget);
    }
    if (this == MULTIPLY && Numbers.isInteger(b)) {
      return repeat(a, b, budget);
    }
    if (this == MULTIPLY && Numbers.isInteger(a)) {
      return repeat(b, a, budget);
    }
    throw mismatch(a, b);
  }

  private Object concatenate(Object a, Object b, Budget budget) {
    if (a instanceof String x && b instanceof String y) {
      budget.text((long) x.length() + y.length());
      return x.concat(y);
    }
    if ((a instanceof Markup && Python.isText(b)) || (b instanceof Markup && Python.isText(a))) {
      String left = Markup.escape(a, budget).text();
      String right = Markup.escape(b, budget).text();
      budget.text((long) left.length() + right.length());
      return new Markup(left + right);
    }
    if (a instanceof Items x && b instanceof Items y && x.isTuple() == y.isTuple()) {
      budget.items((long) x.size() + y.size());
      List<Object> both = new ArrayList<>(x.values());
      both.addAll(y.values());
      return x.like(both);
    }
    throw mismatch(a, b);
  }

  private Object repeat(Object value, Object times, Budget budget) {
    long count = Numbers.big(times).min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue();
    return switch (value) {
      case String text -> new Output(budget).repeat(text, count).toString();
      case Markup markup -> new Markup(new Output(budget).repeat(markup.text(), count).toString());
      case Items items -> {
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < count && items.size() > 0; i++) {
          budget.items(items.size());
          all.addAll(items.values());
        }
        yield items.like(all);
      }
      default -> throw mismatch(value, times);
    };
  }

  private static boolean contains(Object container, Object value, Budget budget) {
    return switch (container) {
      case String text -> Search.first(text, part(value, text, budget), 0) >= 0;
      case Markup markup -> contains(markup.text(), value, budget);
      case Dict dict -> dict.find(value) != null;
      case View view when view.kind() == View.Kind.KEYS -> view.dict().find(value) != null;
      default -> isAmong(Python.iterate(container), value, budget);
    };
  }

  private static boolean isAmong(Iterator<Object> items, Object value, Budget budget) {
    while (items.hasNext()) {
      budget.step();
      if (Equality.equal(items.next(), value, budget)) {
        return true;
      }
    }
    return false;
  }

  private static String part(Object value, String text, Budget budget) {
    if (!Python.isText(value)) {
      throw Fault.found("operator 'in' before a text", value, "str");
    }
    budget.read(text.length());
    return Python.text(value);
  }

  private static void refuseUndefined(Object a, Object b) {
    if (a instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (b instanceof Undefined undefined) {
      throw undefined.fault();
    }
  }

  Fault mismatch(Object a, Object b) {
    return new Fault(
        "operator '"
            + sign
            + "': found "
            + Python.type(a)
            + " and "
            + Python.type(b)
            + ", wanted types that go together");
  }
}
