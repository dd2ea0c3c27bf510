package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * OCP 4-bit floating point E2M1 without a scale: 32 elements in 16 bytes; byte i holds element 2i
 * in its low half and element 2i+1 in its high half. The scales of the MX format are a tensor of
 * their own. Source: OCP Microscaling Formats (MX) specification 1.0.
 */
public final class F4E2M1Codec implements BlockCodec {
  /** Makes the codec. */
  public F4E2M1Codec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 16;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    for (int i = 0; i < 16; i++) {
      int q = src.get(JAVA_BYTE, offset + i);
      dst[at + 2 * i] = 0.5f * FourBits.E2M1[q & 15];
      dst[at + 2 * i + 1] = 0.5f * FourBits.E2M1[q >> 4 & 15];
    }
  }
}
