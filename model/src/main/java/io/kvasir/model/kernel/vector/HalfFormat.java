package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Bytes.SHORTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.F16Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * F16: binary16 (IEEE 754), of which the Vector API of this JDK knows nothing. A half h has 5 bits
 * of exponent, biased by 15, and 10 of fraction; a float has 8, biased by 127, and 23. So
 *
 * <pre>
 *   a = (h without its sign) · 2¹³           the fields where a float has them
 *   f = the float of the bits a + 112·2²³     with the bias of a float
 *   f = f + (f - 2⁻¹⁴), if f &lt; 2⁻¹⁴           subnormal: f is 2⁻¹⁵·(1 + fraction), not 2⁻¹⁴·fraction
 * </pre>
 *
 * <p>All of it is exact. Infinities and NaN have the largest exponent, and get the largest again.
 * The four rows are spelled out: see {@link Lanes}.
 */
final class HalfFormat extends Format {
  private static final int BYTES = 2;
  private static final int SIGN = 1 << 31;
  private static final int FIELDS = 0x7fff << 13;
  private static final int BIAS = (127 - 15) << 23;
  private static final int INFINITY = 31 << 23; // and more: NaN
  private static final float LEAST = 0x1p-14f; // that is not subnormal

  HalfFormat() {
    super(new F16Codec());
  }

  @Override
  void dot(
      MemorySegment data,
      long row0,
      long row1,
      long row2,
      long row3,
      float[] x,
      int xAt,
      int cols,
      VectorScratch scratch,
      int sumsAt) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int whole = cols - cols % W;
    for (int k = 0; k < whole; k += W) {
      int at = BYTES * k;
      FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + k);
      IntVector h0 =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS, data, row0 + at, ORDER)
                  .convertShape(VectorOperators.S2I, INTS, 0);
      IntVector a0 = h0.lanewise(VectorOperators.LSHL, 13).and(FIELDS);
      FloatVector f0 =
          a0.add(BIAS).add(BIAS, a0.compare(VectorOperators.GE, INFINITY)).reinterpretAsFloats();
      s0 =
          f0.add(f0.sub(LEAST), f0.compare(VectorOperators.LT, LEAST))
              .reinterpretAsInts()
              .or(h0.and(SIGN))
              .reinterpretAsFloats()
              .fma(token, s0);
      IntVector h1 =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS, data, row1 + at, ORDER)
                  .convertShape(VectorOperators.S2I, INTS, 0);
      IntVector a1 = h1.lanewise(VectorOperators.LSHL, 13).and(FIELDS);
      FloatVector f1 =
          a1.add(BIAS).add(BIAS, a1.compare(VectorOperators.GE, INFINITY)).reinterpretAsFloats();
      s1 =
          f1.add(f1.sub(LEAST), f1.compare(VectorOperators.LT, LEAST))
              .reinterpretAsInts()
              .or(h1.and(SIGN))
              .reinterpretAsFloats()
              .fma(token, s1);
      IntVector h2 =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS, data, row2 + at, ORDER)
                  .convertShape(VectorOperators.S2I, INTS, 0);
      IntVector a2 = h2.lanewise(VectorOperators.LSHL, 13).and(FIELDS);
      FloatVector f2 =
          a2.add(BIAS).add(BIAS, a2.compare(VectorOperators.GE, INFINITY)).reinterpretAsFloats();
      s2 =
          f2.add(f2.sub(LEAST), f2.compare(VectorOperators.LT, LEAST))
              .reinterpretAsInts()
              .or(h2.and(SIGN))
              .reinterpretAsFloats()
              .fma(token, s2);
      IntVector h3 =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS, data, row3 + at, ORDER)
                  .convertShape(VectorOperators.S2I, INTS, 0);
      IntVector a3 = h3.lanewise(VectorOperators.LSHL, 13).and(FIELDS);
      FloatVector f3 =
          a3.add(BIAS).add(BIAS, a3.compare(VectorOperators.GE, INFINITY)).reinterpretAsFloats();
      s3 =
          f3.add(f3.sub(LEAST), f3.compare(VectorOperators.LT, LEAST))
              .reinterpretAsInts()
              .or(h3.and(SIGN))
              .reinterpretAsFloats()
              .fma(token, s3);
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
    addRest(data, row0, row1, row2, row3, x, xAt, cols, scratch, sumsAt);
  }
}
