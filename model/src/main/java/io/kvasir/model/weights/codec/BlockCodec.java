package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * One weight format: a block of some bytes stands for some consecutive elements of a row. Codecs
 * have no state, read at any alignment and are shared by threads. Data is little-endian.
 */
public interface BlockCodec {
  /**
   * Elements of a block.
   *
   * @return 1 for plain floats, 32 or 256 for quantised formats
   */
  int elements();

  /**
   * Bytes of a block.
   *
   * @return bytes
   */
  int bytes();

  /**
   * Decodes one block. Products and differences are rounded to float one by one, as the formula of
   * the format says.
   *
   * @param src the file's bytes
   * @param offset where the block begins
   * @param dst receives {@link #elements} floats
   * @param at offset of the first
   */
  void decode(MemorySegment src, long offset, float[] dst, int at);

  /**
   * Decodes consecutive blocks, for instance a row.
   *
   * @param src the file's bytes
   * @param offset where the first block begins
   * @param dst receives blocks · {@link #elements} floats
   * @param at offset of the first
   * @param blocks number of blocks
   */
  default void decode(MemorySegment src, long offset, float[] dst, int at, int blocks) {
    for (int b = 0; b < blocks; b++) {
      decode(src, offset + (long) b * bytes(), dst, at + b * elements());
    }
  }

  /**
   * Whether {@link #encode} works for this format.
   *
   * @return true if it does
   */
  default boolean encodes() {
    return false;
  }

  /**
   * Encodes one block.
   *
   * @param src floats; the block takes {@link #elements} of them
   * @param at offset of the first
   * @param dst receives {@link #bytes} bytes
   * @param offset where the block begins
   * @throws UnsupportedOperationException if {@link #encodes} is false
   */
  default void encode(float[] src, int at, MemorySegment dst, long offset) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " does not encode");
  }
}
