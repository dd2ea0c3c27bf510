package io.kvasir.model.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The width of vectors, fixed when the program starts, and the one order in which partial sums are
 * added.
 */
final class Lanes {
  /** A constant, for C2 compiles vector operations only of species that are constants. */
  static final VectorSpecies<Float> FLOATS = species(System.getProperty("kvasir.vector.bits"));

  /** W: floats in a vector, partial sums of a dot product. */
  static final int W = FLOATS.length();

  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;

  private Lanes() {}

  private static VectorSpecies<Float> species(@Nullable String bits) {
    return switch (bits) {
      case null ->
          FloatVector.SPECIES_PREFERRED.length() < 4
              ? FloatVector.SPECIES_128
              : FloatVector.SPECIES_PREFERRED;
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "kvasir.vector.bits: found " + bits + ", wanted 128, 256 or 512");
    };
  }

  static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(FLOATS, a, at);
  }

  static FloatVector broadcast(float x) {
    return FloatVector.broadcast(FLOATS, x);
  }

  /**
   * What remains of a dot product when n elements are fewer than W: element i belongs to lane i.
   */
  static void tail(float[] a, int aAt, float[] b, int bAt, int n, float[] lanes, int at) {
    VectorMask<Float> elements = FLOATS.indexInRange(0, n);
    FloatVector sum = load(lanes, at);
    FloatVector product =
        FloatVector.fromArray(FLOATS, a, aAt, elements)
            .fma(FloatVector.fromArray(FLOATS, b, bAt, elements), sum);
    sum.blend(product, elements).intoArray(lanes, at);
  }

  /**
   * Adds the lanes of some sums: the upper half to the lower half, until one is left.
   *
   * @param lanes sum i in W floats from {@code at + i·W}; afterwards in one float at {@code at + i}
   */
  static void fold(float[] lanes, int at, int count) {
    if (W > 4) {
      for (int i = 0; i < count; i++) {
        four(lanes, at + i * W).intoArray(lanes, at + i * 4);
      }
    }
    for (int i = 0; i < count; i++) {
      int from = at + i * 4;
      lanes[at + i] = (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3]);
    }
  }

  private static FloatVector four(float[] lanes, int at) {
    FloatVector half =
        FloatVector.fromArray(FOUR, lanes, at).add(FloatVector.fromArray(FOUR, lanes, at + W / 2));
    if (W == 8) {
      return half;
    }
    FloatVector other =
        FloatVector.fromArray(FOUR, lanes, at + 4).add(FloatVector.fromArray(FOUR, lanes, at + 12));
    return half.add(other);
  }
}
