package io.kvasir.model.config;

/** Checks shared by the records of this package. */
final class Checks {
  private Checks() {}

  static void positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " is " + value + ", wanted a positive number");
    }
  }

  static void notNegative(String what, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " is " + value + ", wanted zero or more");
    }
  }

  static void finite(String what, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(what + " is " + value + ", wanted a finite number");
    }
  }
}
