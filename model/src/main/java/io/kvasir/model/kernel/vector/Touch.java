package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.SHORTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Reads a vector of each line of memory, in four places at once. */
final class Touch {
  private static final int LINE = 64; // bytes

  private Touch() {}

  /** See {@link io.kvasir.model.kernel.Kernels#touch}. */
  static int all(float[] a, int at, int count) {
    int quarter = count / 4;
    int end = at + quarter - FLOATS.length();
    IntVector b0 = IntVector.zero(INTS);
    IntVector b1 = b0;
    IntVector b2 = b0;
    IntVector b3 = b0;
    for (int i = at; i <= end; i += LINE / Float.BYTES) {
      b0 = b0.or(FloatVector.fromArray(FLOATS, a, i).reinterpretAsInts());
      b1 = b1.or(FloatVector.fromArray(FLOATS, a, i + quarter).reinterpretAsInts());
      b2 = b2.or(FloatVector.fromArray(FLOATS, a, i + 2 * quarter).reinterpretAsInts());
      b3 = b3.or(FloatVector.fromArray(FLOATS, a, i + 3 * quarter).reinterpretAsInts());
    }
    return b0.or(b1).or(b2.or(b3)).lane(0);
  }

  /** The same for halves. */
  static int all(short[] a, int at, int count) {
    int quarter = count / 4;
    int end = at + quarter - SHORTS.length();
    ShortVector b0 = ShortVector.zero(SHORTS);
    ShortVector b1 = b0;
    ShortVector b2 = b0;
    ShortVector b3 = b0;
    for (int i = at; i <= end; i += LINE / Short.BYTES) {
      b0 = b0.or(ShortVector.fromArray(SHORTS, a, i));
      b1 = b1.or(ShortVector.fromArray(SHORTS, a, i + quarter));
      b2 = b2.or(ShortVector.fromArray(SHORTS, a, i + 2 * quarter));
      b3 = b3.or(ShortVector.fromArray(SHORTS, a, i + 3 * quarter));
    }
    return b0.or(b1).or(b2.or(b3)).lane(0);
  }
}
