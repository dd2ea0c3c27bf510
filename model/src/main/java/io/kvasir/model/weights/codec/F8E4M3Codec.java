package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * OCP 8-bit floating point E4M3: 1 sign, 4 exponent (bias 7) and 3 fraction bits; no infinities,
 * all ones is NaN. Source: OCP 8-bit Floating Point Specification 1.0.
 */
public final class F8E4M3Codec implements BlockCodec {
  private static final float[] VALUES = new float[256];

  static {
    for (int bits = 0; bits < 256; bits++) {
      VALUES[bits] = value(bits);
    }
  }

  /** Makes the codec. */
  public F8E4M3Codec() {}

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return 1;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    dst[at] = VALUES[Bits.unsigned(src, offset)];
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at, int blocks) {
    for (int i = 0; i < blocks; i++) {
      dst[at + i] = VALUES[Bits.unsigned(src, offset + i)];
    }
  }

  private static float value(int bits) {
    int exponent = bits >> 3 & 15;
    int fraction = bits & 7;
    if (exponent == 15 && fraction == 7) {
      return Float.NaN;
    }
    float magnitude =
        exponent == 0
            ? Math.scalb((float) fraction, -9)
            : Math.scalb(1 + fraction / 8f, exponent - 7);
    return bits < 128 ? magnitude : -magnitude;
  }
}
