package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.RoundedRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Rounds activations to whole numbers, for {@link IntegerProduct}. */
final class ActivationRounding {
  private static final int BLOCK = RoundedRows.BLOCK;

  private ActivationRounding() {}

  /** Rounds activations, block after block; see {@link io.kvasir.model.kernel.Kernels}. */
  static void round(float[] x, int at, int stride, int fromToken, int toToken, RoundedRows to) {
    for (int b = 0; b < to.blocks(); b++) {
      for (int t = fromToken; t < toToken; t++) {
        int from = at + t * stride + BLOCK * b;
        float largest = largest(x, from);
        int place = to.at(b, t);
        int sum = roundBlock(x, from, RoundedRows.inverse(largest), to.pairs, BLOCK * place);
        to.block(place, largest, sum);
      }
    }
  }

  /** The largest |x| of a block. */
  private static float largest(float[] x, int from) {
    FloatVector most = FloatVector.zero(FLOATS);
    for (int e = from; e < from + BLOCK; e += W) {
      most = most.max(FloatVector.fromArray(FLOATS, x, e).abs());
    }
    return most.reduceLanes(VectorOperators.MAX); // any order gives the same
  }

  /** Rounds a block to the pairs from a place on, and returns Σq. */
  private static int roundBlock(float[] x, int from, float inverse, float[] pairs, int to) {
    IntVector sum = IntVector.zero(INTS);
    for (int e = 0; e < BLOCK; e += W) {
      IntVector q =
          FloatVector.fromArray(FLOATS, x, from + e)
              .mul(inverse)
              .add(RoundedRows.NEAREST)
              .reinterpretAsInts()
              .sub(RoundedRows.NEAREST_BITS);
      sum = sum.add(q);
      q.and(0xFFFF)
          .or(q.lanewise(VectorOperators.LSHL, 16))
          .reinterpretAsFloats()
          .intoArray(pairs, to + e);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
