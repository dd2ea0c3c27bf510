package io.kvasir.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's arithmetic: whole numbers of any size (up to a limit), floats, and True as 1. */
final class Numbers {
  /** Python refuses to print longer ones. */
  static final int MOST_DIGITS = 4300;

  private static final int MOST_BITS = 16_384;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private Numbers() {}

  static boolean isNumber(Object value) {
    return isInteger(value) || value instanceof Double;
  }

  /** True for bool as well, which is a kind of int. */
  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
  }

  static BigInteger big(Object integer) {
    return switch (integer) {
      case Long l -> BigInteger.valueOf(l);
      case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
      case BigInteger b -> b;
      default -> throw Fault.found("whole number", integer, "int");
    };
  }

  static Object of(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    if (value.bitLength() > MOST_BITS) {
      throw new Fault(
          "found a whole number of " + value.bitLength() + " bits, wanted at most " + MOST_BITS);
    }
    return value;
  }

  static double real(Object number) {
    return switch (number) {
      case Double d -> d;
      case Long l -> (double) l;
      default -> {
        double value = big(number).doubleValue();
        if (Double.isInfinite(value)) {
          throw new Fault("found a whole number too large for a float");
        }
        yield value;
      }
    };
  }

  static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  static Object add(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return real(a) + real(b);
    }
    return of(big(a).add(big(b)));
  }

  static Object subtract(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return real(a) - real(b);
    }
    return of(big(a).subtract(big(b)));
  }

  static Object multiply(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return real(a) * real(b);
    }
    return of(big(a).multiply(big(b)));
  }

  static Object divide(Object a, Object b) {
    refuseZero(b);
    if (a instanceof Double || b instanceof Double) {
      return real(a) / real(b);
    }
    BigInteger dividend = big(a);
    BigInteger divisor = big(b);
    if (fitsDouble(dividend) && fitsDouble(divisor)) {
      return dividend.doubleValue() / divisor.doubleValue();
    }
    MathContext enough = new MathContext(60, RoundingMode.HALF_EVEN);
    double quotient =
        new BigDecimal(dividend).divide(new BigDecimal(divisor), enough).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw new Fault("operator '/': found a result too large for a float");
    }
    return quotient;
  }

  private static boolean fitsDouble(BigInteger value) {
    return value.abs().compareTo(BigInteger.valueOf(EXACT_IN_DOUBLE)) <= 0;
  }

  /** Rounds towards minus infinity. */
  static Object floorDivide(Object a, Object b) {
    refuseZero(b);
    if (a instanceof Double || b instanceof Double) {
      double dividend = real(a);
      double divisor = real(b);
      double remainder = floorRemainder(dividend, divisor);
      double quotient = (dividend - remainder) / divisor;
      if (quotient == 0) {
        return Math.copySign(0.0, dividend / divisor);
      }
      double floor = Math.floor(quotient);
      return quotient - floor > 0.5 ? floor + 1 : floor;
    }
    BigInteger[] parts = big(a).divideAndRemainder(big(b));
    boolean below = parts[1].signum() != 0 && parts[1].signum() != big(b).signum();
    return of(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  /** The remainder has the divisor's sign. */
  static Object remainder(Object a, Object b) {
    refuseZero(b);
    if (a instanceof Double || b instanceof Double) {
      return floorRemainder(real(a), real(b));
    }
    BigInteger divisor = big(b);
    BigInteger remainder = big(a).mod(divisor.abs());
    return of(remainder.signum() != 0 && divisor.signum() < 0 ? remainder.add(divisor) : remainder);
  }

  private static double floorRemainder(double dividend, double divisor) {
    double remainder = dividend % divisor;
    if (remainder == 0) {
      return Math.copySign(0.0, divisor);
    }
    return (divisor < 0) == (remainder < 0) ? remainder : remainder + divisor;
  }

  static Object power(Object a, Object b) {
    if (isInteger(a) && isInteger(b) && big(b).signum() >= 0) {
      return wholePower(big(a), big(b));
    }
    double base = real(a);
    double exponent = real(b);
    if (base == 0 && exponent < 0) {
      throw new Fault("operator '**': found 0 with a negative exponent");
    }
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1.0;
    }
    if (base < 0
        && Double.isFinite(base)
        && Double.isFinite(exponent)
        && exponent != Math.rint(exponent)) {
      throw new Fault("operator '**': found a negative base with a fraction as exponent");
    }
    double power = Math.pow(base, exponent);
    if (Double.isInfinite(power) && Double.isFinite(base) && Double.isFinite(exponent)) {
      throw new Fault("operator '**': found a result too large for a float");
    }
    return power;
  }

  private static Object wholePower(BigInteger base, BigInteger exponent) {
    if (base.abs().compareTo(BigInteger.ONE) > 0) {
      BigInteger bits = exponent.multiply(BigInteger.valueOf(base.bitLength() - 1L));
      if (bits.compareTo(BigInteger.valueOf(MOST_BITS)) > 0) {
        throw new Fault("operator '**': found a result of more than " + MOST_BITS + " bits");
      }
      return of(base.pow(exponent.intValueExact()));
    }
    return of(base.pow(exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2));
  }

  static Object negate(Object number) {
    return number instanceof Double d ? (Object) (-d) : of(big(number).negate());
  }

  private static void refuseZero(Object divisor) {
    if (real(divisor) == 0) {
      throw new Fault("found a division by zero");
    }
  }

  /** Exact also between int and float; not for NaN, which is equal to nothing and in no order. */
  static int compare(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (a instanceof Double x && Double.isInfinite(x)) {
      return x > 0 ? 1 : -1;
    }
    if (b instanceof Double y && Double.isInfinite(y)) {
      return y > 0 ? -1 : 1;
    }
    return decimal(a).compareTo(decimal(b));
  }

  static boolean isNan(Object value) {
    return value instanceof Double d && d.isNaN();
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof Double d ? exact(d) : new BigDecimal(big(number));
  }

  /**
   * Python's {@code round(number, digits)}: half to even on the exact value; an int stays an int.
   */
  static Object round(Object number, int digits) {
    if (number instanceof Double d) {
      if (!Double.isFinite(d) || digits > 400) {
        return d;
      }
      double rounded = exact(d).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
      return rounded == 0 ? (Object) Math.copySign(0.0, d) : (Object) rounded;
    }
    if (digits >= 0) {
      return of(big(number));
    }
    return of(new BigDecimal(big(number)).setScale(digits, RoundingMode.HALF_EVEN).toBigInteger());
  }

  /** Towards zero. */
  static Object truncate(double value) {
    if (!Double.isFinite(value)) {
      throw new Fault("int: found " + Printer.real(value) + ", wanted a finite number");
    }
    return of(exact(value).toBigInteger());
  }
}
