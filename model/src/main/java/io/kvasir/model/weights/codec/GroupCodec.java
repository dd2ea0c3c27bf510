package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * A format of small whole numbers q in groups that share a scale and perhaps an offset. The numbers
 * of a group fit 16 bytes.
 */
public interface GroupCodec extends BlockCodec {
  /** How the 16 bytes of a group hold its numbers. */
  enum Layout {
    /**
     * 32 of four bits: byte i has q of element i in its low half and of element i+16 in its high
     * half. Element = scale·(q-8) + offset.
     */
    HALVES(32),
    /** 16 signed bytes, none beyond -32 or 32. Element = scale·q, without an offset. */
    BYTES(16);

    private final int elements;

    Layout(int elements) {
      this.elements = elements;
    }

    /**
     * The size of a group.
     *
     * @return elements that share a scale
     */
    public int elements() {
      return elements;
    }
  }

  /** A group of elements. */
  final class Group {
    /** Bytes 0 to 7, the first one lowest. */
    public long first;

    /** Bytes 8 to 15. */
    public long second;

    /** What q or q-8 is multiplied by. */
    public float scale;

    /** What is added. */
    public float offset;

    /** Makes a group of zeros. */
    public Group() {}
  }

  /**
   * The layout of all groups.
   *
   * @return always the same
   */
  Layout layout();

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
