package io.kvasir.model.load;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers computed of numbers. There is no result if one of them is missing. */
record ArithmeticSource(Operation operation, List<Source> operands) implements Source {
  /** What is computed; a family's JSON writes the name in small letters. */
  enum Operation {
    /** a + b + ... */
    SUM,
    /** a - b. */
    DIFFERENCE,
    /** a · b · ... */
    PRODUCT,
    /** a / b. */
    QUOTIENT,
    /** The largest whole number that is not above a. */
    FLOOR,
    /** √a. */
    ROOT,
    /** 1 / √a. */
    INVERSE_ROOT,
    /** Natural logarithm of a. */
    LOGARITHM,
    /** The largest. */
    LARGEST,
    /** The smallest. */
    SMALLEST,
    /** Whether a is greater than b. */
    GREATER;

    boolean takesOne() {
      return takes(1) && !takes(2);
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int operands) {
      return switch (this) {
        case DIFFERENCE, QUOTIENT, GREATER -> operands == 2;
        case FLOOR, ROOT, INVERSE_ROOT, LOGARITHM -> operands == 1;
        case SUM, PRODUCT, LARGEST, SMALLEST -> operands > 0;
      };
    }
  }

  @Override
  public @Nullable Value find(Scope scope) {
    double[] x = new double[operands.size()];
    for (int i = 0; i < x.length; i++) {
      Value value = operands.get(i).find(scope);
      if (value == null) {
        return null;
      }
      x[i] = value.number("operand of " + operation.word());
    }
    return scope.value(operation == Operation.GREATER ? (Object) (x[0] > x[1]) : compute(x));
  }

  private Double compute(double[] x) {
    double result = x[0];
    for (int i = 1; i < x.length; i++) {
      result =
          switch (operation) {
            case SUM -> result + x[i];
            case DIFFERENCE -> result - x[i];
            case PRODUCT -> result * x[i];
            case QUOTIENT -> result / x[i];
            case LARGEST -> Math.max(result, x[i]);
            case SMALLEST -> Math.min(result, x[i]);
            default -> result;
          };
    }
    return switch (operation) {
      case FLOOR -> Math.floor(result);
      case ROOT -> Math.sqrt(result);
      case INVERSE_ROOT -> 1 / Math.sqrt(result);
      case LOGARITHM -> Math.log(result);
      default -> result;
    };
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    operands.forEach(operand -> operand.names(scope, keys));
  }
}
