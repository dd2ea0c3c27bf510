package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.PackedRows;
import io.kvasir.model.kernel.RoundedRows;
import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Kernels on vectors of the width that the start property {@code kvasir.vector.bits} states, or
 * that the processor prefers.
 */
public final class VectorKernels implements Kernels {
  // partial sums, or what stands between two loops of a function
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, FLOATS.vectorShape());
  private static final ThreadLocal<float[]> SUMS =
      ThreadLocal.withInitial(() ->
          new float[Math.max(HalfBlend.WEIGHTS, Math.max(AttentionProduct.SUMS, Functions.BLOCK))]);

  /** Makes kernels. They have no state of their own. */
  public VectorKernels() {}

  @Override
  public String name() {
    return "vector-" + 32 * W;
  }

  @Override
  public int lanes() {
    return W;
  }

  @Override
  public Scratch newScratch() {
    return new VectorScratch();
  }

  @Override
  public void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    matmul(w, fromRow, toRow, x, xAt, xStride, tokens, null, out, outAt, outStride, scratch);
  }

  @Override
  public void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      @Nullable MemorySegment panels,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    VectorScratch memory = (VectorScratch) scratch;
    if (readsRows(w, tokens)) {
      MatrixProduct.oneToken(w, fromRow, toRow, x, xAt, out, outAt, memory);
      return;
    }
    MemorySegment read = panels;
    if (read == null) {
      int cols = w.shape().cols();
      read = memory.tokens(MatrixProduct.panelBytes(tokens, cols));
      MatrixProduct.panels(x, xAt, xStride, tokens, cols, 0, MatrixProduct.panels(tokens), read);
    }
    MatrixProduct.manyTokens(w, fromRow, toRow, read, tokens, out, outAt, outStride, memory);
  }

  private static boolean readsRows(Tensor w, int tokens) {
    return tokens == 1 && w.scales() == null;
  }

  @Override
  public int panels(Tensor w, int tokens) {
    return readsRows(w, tokens) ? 0 : MatrixProduct.panels(tokens);
  }

  @Override
  public long panelBytes(Tensor w, int tokens) {
    return MatrixProduct.panelBytes(tokens, w.shape().cols());
  }

  @Override
  public void panels(
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      int cols,
      int fromPanel,
      int toPanel,
      MemorySegment to) {
    MatrixProduct.panels(x, xAt, xStride, tokens, cols, fromPanel, toPanel, to);
  }

  @Override
  public void round(float[] x, int xAt, int xStride, int fromToken, int toToken, RoundedRows out) {
    ActivationRounding.round(x, xAt, xStride, fromToken, toToken, out);
  }

  @Override
  public void matmul(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    VectorScratch memory = (VectorScratch) scratch;
    IntegerProduct.multiply(w, fromGroup, toGroup, x, out, outAt, outStride, memory);
  }

  @Override
  public void dots(
      float[] a,
      int aAt,
      int aStride,
      int n,
      float[] b,
      int bAt,
      int bStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    AttentionProduct.dots(
        a, aAt, aStride, n, b, bAt, bStride, m, width, out, outAt, outStride, SUMS.get());
  }

  @Override
  public void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    AttentionProduct.blend(p, pAt, pStride, n, v, vAt, vStride, m, width, out, outAt, outStride);
  }

  @Override
  public void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      short[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    HalfBlend.blend(
        p, pAt, pStride, n, v, vAt, vStride, m, width, out, outAt, outStride, SUMS.get());
  }

  @Override
  public int touch(float[] a, int at, int count) {
    return Touch.all(a, at, count);
  }

  @Override
  public int touch(short[] a, int at, int count) {
    return Touch.all(a, at, count);
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    int whole = n - n % W;
    FloatVector sum = FloatVector.broadcast(FLOATS, 0);
    for (int i = 0; i < whole; i += W) {
      sum =
          FloatVector.fromArray(FLOATS, a, aAt + i)
              .fma(FloatVector.fromArray(FLOATS, b, bAt + i), sum);
    }
    float[] sums = SUMS.get();
    sum.intoArray(sums, 0);
    Lanes.tail(a, aAt + whole, b, bAt + whole, n - whole, sums, 0);
    return Fold.one(sums);
  }

  @Override
  public float sum(float[] a, int at, int n) {
    int whole = n - n % W;
    FloatVector sum = FloatVector.broadcast(FLOATS, 0);
    for (int i = 0; i < whole; i += W) {
      sum = sum.add(FloatVector.fromArray(FLOATS, a, at + i));
    }
    float[] sums = SUMS.get();
    sum.intoArray(sums, 0);
    for (int i = whole; i < n; i++) {
      sums[i - whole] += a[at + i];
    }
    return Fold.one(sums);
  }

  /**
   * As integers, whose maximum is one instruction: bits of floats without a sign are in the order
   * of the numbers, bits of those with one in the opposite order.
   */
  @Override
  public float max(float[] a, int at, int n) {
    int whole = n - n % W;
    IntVector largest = IntVector.broadcast(INTS, ordered(Float.NEGATIVE_INFINITY));
    VectorMask<Float> notNumbers = FLOATS.maskAll(false);
    for (int i = 0; i < whole; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, at + i);
      IntVector bits = x.reinterpretAsInts();
      notNumbers = notNumbers.or(x.compare(VectorOperators.NE, x));
      largest =
          largest.max(
              bits.lanewise(VectorOperators.ASHR, 31)
                  .and(Integer.MAX_VALUE)
                  .lanewise(VectorOperators.XOR, bits));
    }
    float max =
        notNumbers.anyTrue()
            ? Float.NaN
            : Float.intBitsToFloat(ordered(largest.reduceLanes(VectorOperators.MAX)));
    for (int i = whole; i < n; i++) {
      max = Math.max(max, a[at + i]);
    }
    return max;
  }

  private static int ordered(float x) {
    return ordered(Float.floatToRawIntBits(x));
  }

  /** From bits of a float to an integer in the same order, and back. */
  private static int ordered(int bits) {
    return ((bits >> 31) & Integer.MAX_VALUE) ^ bits;
  }

  @Override
  public void exp(float[] a, int at, int n, float shift) {
    Functions.exp(a, at, n, shift);
  }

  @Override
  public void activate(Activation activation, float[] a, int at, int n) {
    Functions.apply(activation, a, at, n, SUMS.get());
  }

  /** In four places at once, as products with one token do. */
  @Override
  public long read(MemorySegment data) {
    long quarter = data.byteSize() / 4 / LONGS.vectorByteSize() * LONGS.vectorByteSize();
    LongVector a = LongVector.zero(LONGS);
    LongVector b = a;
    LongVector c = a;
    LongVector d = a;
    for (long at = 0; at < quarter; at += LONGS.vectorByteSize()) {
      a = a.add(LongVector.fromMemorySegment(LONGS, data, at, ORDER));
      b = b.add(LongVector.fromMemorySegment(LONGS, data, at + quarter, ORDER));
      c = c.add(LongVector.fromMemorySegment(LONGS, data, at + 2 * quarter, ORDER));
      d = d.add(LongVector.fromMemorySegment(LONGS, data, at + 3 * quarter, ORDER));
    }
    return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public long multiplyAdds(int rounds, float[] sink, int at) {
    FloatVector a = FloatVector.broadcast(FLOATS, 0.5f);
    FloatVector b = FloatVector.broadcast(FLOATS, sink[at]);
    FloatVector s0 = b;
    FloatVector s1 = b;
    FloatVector s2 = b;
    FloatVector s3 = b;
    FloatVector s4 = b;
    FloatVector s5 = b;
    FloatVector s6 = b;
    FloatVector s7 = b;
    FloatVector s8 = b;
    FloatVector s9 = b;
    for (int i = 0; i < rounds; i++) { // ten sums, so that none waits for its last value
      s0 = s0.fma(a, b);
      s1 = s1.fma(a, b);
      s2 = s2.fma(a, b);
      s3 = s3.fma(a, b);
      s4 = s4.fma(a, b);
      s5 = s5.fma(a, b);
      s6 = s6.fma(a, b);
      s7 = s7.fma(a, b);
      s8 = s8.fma(a, b);
      s9 = s9.fma(a, b);
    }
    FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4);
    sink[at] = sum.add(s5).add(s6).add(s7).add(s8).add(s9).lane(0);
    return 10L * W * rounds;
  }
}
