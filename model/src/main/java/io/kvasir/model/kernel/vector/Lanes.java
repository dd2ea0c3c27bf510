package io.kvasir.model.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The width of vectors, fixed when the program starts.
 *
 * <p>In this package no method takes or returns a vector. A vector is an object until C2 has
 * compiled the loop that it lives in; the calls of the Vector API itself are always inlined into
 * that loop, a method of ours only if C2 likes it that day. If not, each vector that goes through
 * it is allocated, for as long as the program runs.
 */
final class Lanes {
  /** A constant, for C2 compiles vector operations only of species that are constants. */
  static final VectorSpecies<Float> FLOATS = species(System.getProperty("kvasir.vector.bits"));

  /** W: floats in a vector, partial sums of a dot product. */
  static final int W = FLOATS.length();

  private Lanes() {}

  private static VectorSpecies<Float> species(@Nullable String bits) {
    return switch (bits) {
      case null ->
          switch (FloatVector.SPECIES_PREFERRED.length()) { // from 64 bits to 2048
            case 4, 8, 16 -> FloatVector.SPECIES_PREFERRED;
            case 1, 2 -> FloatVector.SPECIES_128;
            default -> FloatVector.SPECIES_512;
          };
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "kvasir.vector.bits: found " + bits + ", wanted 128, 256 or 512");
    };
  }

  /**
   * What remains of a dot product when n elements are fewer than W: element i belongs to lane i.
   */
  static void tail(float[] a, int aAt, float[] b, int bAt, int n, float[] lanes, int at) {
    VectorMask<Float> elements = FLOATS.indexInRange(0, n);
    FloatVector sum = FloatVector.fromArray(FLOATS, lanes, at);
    FloatVector product =
        FloatVector.fromArray(FLOATS, a, aAt, elements)
            .fma(FloatVector.fromArray(FLOATS, b, bAt, elements), sum);
    sum.blend(product, elements).intoArray(lanes, at);
  }
}
