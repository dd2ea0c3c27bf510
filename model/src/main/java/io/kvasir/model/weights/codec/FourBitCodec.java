package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * A format whose elements are scale·(q-8) + offset, where q has four bits and 32 elements share
 * scale and offset.
 */
public interface FourBitCodec extends BlockCodec {
  /** Elements that share scale and offset. */
  int GROUP = 32;

  /** A group of {@link #GROUP} elements. */
  final class Group {
    /** Byte i of 0 to 7 has q of element i in its low half and of element i+16 in its high half. */
    public long first;

    /** The same of bytes 8 to 15. */
    public long second;

    /** What q-8 is multiplied by. */
    public float scale;

    /** What is added. */
    public float offset;

    /** Makes a group of zeros. */
    public Group() {}
  }

  /**
   * Whether the elements have an offset.
   *
   * @return false if it is always 0
   */
  boolean offsets();

  /**
   * Reads a group of a block.
   *
   * @param src encoded blocks
   * @param at offset of the block
   * @param group which of the block's groups, from 0
   * @param to receives it
   */
  void group(MemorySegment src, long at, int group, Group to);
}
