package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.broadcast;

import io.kvasir.model.kernel.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ScalarMath} on W floats, step by step the same, so that the bits are the
 * same.
 */
final class VectorMath {
  private static final int ROUND_BITS = Float.floatToRawIntBits(ScalarMath.ROUND);

  private VectorMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(ScalarMath.LOG2_E), broadcast(ScalarMath.ROUND));
    FloatVector n = shifted.sub(ScalarMath.ROUND);
    FloatVector r = n.fma(broadcast(ScalarMath.LN2_HIGH), x);
    r = n.fma(broadcast(ScalarMath.LN2_LOW), r);
    FloatVector q = broadcast(ScalarMath.EXP_4);
    q = q.fma(r, broadcast(ScalarMath.EXP_3));
    q = q.fma(r, broadcast(ScalarMath.EXP_2));
    q = q.fma(r, broadcast(ScalarMath.EXP_1));
    q = q.fma(r, broadcast(ScalarMath.EXP_0));
    FloatVector power = r.mul(r).fma(q, r).add(1);
    IntVector whole = shifted.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    FloatVector y = power.mul(powerOfTwo(half)).mul(powerOfTwo(whole.sub(half)));
    y = y.blend(0, x.compare(VectorOperators.LT, ScalarMath.EXP_LOWEST));
    return y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, ScalarMath.EXP_HIGHEST));
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }
}
