package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The end of a dot product: its W partial sums become one. The upper half of the lanes is added to
 * the lower half, until one lane is left.
 *
 * <p>Many sums are folded at a time, so that no lane is idle: from two vectors a and b, one step
 * makes a vector that holds the folded a in its lower half and the folded b in its upper half; the
 * next step does so with quarters, and so on.
 */
final class Fold {
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;

  // lanes whose index has a bit, and the exchange of lanes whose indices differ in that bit
  private static final VectorMask<Float> BIT_8 = mask(8);
  private static final VectorMask<Float> BIT_4 = mask(4);
  private static final VectorMask<Float> BIT_2 = mask(2);
  private static final VectorMask<Float> BIT_1 = mask(1);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);

  private Fold() {}

  private static VectorMask<Float> mask(int bit) {
    long lanes = 0;
    for (int l = 0; l < W; l++) {
      lanes |= (l & bit) != 0 ? 1L << l : 0;
    }
    return VectorMask.fromLong(FLOATS, lanes);
  }

  private static VectorShuffle<Float> swap(int bit) {
    return VectorShuffle.fromOp(FLOATS, l -> (l ^ bit) % W);
  }

  /** How many sums {@link #all} folds at least: sums are a multiple of this. */
  static int rounded(int sums) {
    return (sums + W - 1) / W * W;
  }

  /**
   * Folds some sums in place.
   *
   * @param sums sum i in W floats from {@code at + i·W}; afterwards in one float at {@code at + i}
   * @param count number of sums; up to {@link #rounded} of them are read
   */
  static void all(float[] sums, int at, int count) {
    int n = rounded(count);
    switch (W) {
      case 16 -> {
        eightsAndFours(sums, at, n / 4, 2);
        twosAndOnes(sums, at, n / 16);
      }
      case 8 -> {
        halves(sums, at, n);
        twosAndOnes(sums, at, n / 8);
      }
      default -> twosAndOnes(sums, at, n / 4);
    }
  }

  /**
   * Two steps: vectors p, p + m, p + 2m, p + 3m become one, with m = 2^shift, for p = 0 .. m-1 of
   * each 4m vectors. A step from a and b gives [a low + a high, b low + b high], where low and high
   * are lanes without and with a bit: here the bits 8 and 4.
   */
  private static void eightsAndFours(float[] s, int at, int count, int shift) {
    int stride = W << shift;
    for (int q = 0; q < count; q++) {
      int group = q >> shift;
      int p = at + group * 4 * stride + (q - (group << shift)) * W;
      FloatVector v0 = FloatVector.fromArray(FLOATS, s, p);
      FloatVector v1 = FloatVector.fromArray(FLOATS, s, p + stride);
      FloatVector v2 = FloatVector.fromArray(FLOATS, s, p + 2 * stride);
      FloatVector v3 = FloatVector.fromArray(FLOATS, s, p + 3 * stride);
      FloatVector even = v0.blend(v2, BIT_8).add(v2.blend(v0, BIT_8).rearrange(SWAP_8));
      FloatVector odd = v1.blend(v3, BIT_8).add(v3.blend(v1, BIT_8).rearrange(SWAP_8));
      even.blend(odd, BIT_4).add(odd.blend(even, BIT_4).rearrange(SWAP_4)).intoArray(s, at + q * W);
    }
  }

  /** The same with the bits 2 and 1, and m = 1: four vectors that stand side by side become one. */
  private static void twosAndOnes(float[] s, int at, int count) {
    for (int q = 0; q < count; q++) {
      int p = at + q * 4 * W;
      FloatVector v0 = FloatVector.fromArray(FLOATS, s, p);
      FloatVector v1 = FloatVector.fromArray(FLOATS, s, p + W);
      FloatVector v2 = FloatVector.fromArray(FLOATS, s, p + 2 * W);
      FloatVector v3 = FloatVector.fromArray(FLOATS, s, p + 3 * W);
      FloatVector even = v0.blend(v2, BIT_2).add(v2.blend(v0, BIT_2).rearrange(SWAP_2));
      FloatVector odd = v1.blend(v3, BIT_2).add(v3.blend(v1, BIT_2).rearrange(SWAP_2));
      even.blend(odd, BIT_1).add(odd.blend(even, BIT_1).rearrange(SWAP_1)).intoArray(s, at + q * W);
    }
  }

  /**
   * Folds one sum.
   *
   * @param sum W floats, which are overwritten
   * @return the sum of the lanes
   */
  static float one(float[] sum) {
    for (int half = W / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        sum[l] += sum[l + half];
      }
    }
    return sum[0];
  }

  /**
   * The first step for 8 lanes: of each 8 sums, the halves of i and i + 4 come to stand side by
   * side.
   */
  private static void halves(float[] s, int at, int count) {
    for (int i = 0; i < count; i++) {
      int from = at + i * 8;
      int to = at + i / 8 * 32 + i % 4 * 8 + i / 4 % 2 * 4;
      FloatVector.fromArray(FOUR, s, from)
          .add(FloatVector.fromArray(FOUR, s, from + 4))
          .intoArray(s, to);
    }
  }
}
