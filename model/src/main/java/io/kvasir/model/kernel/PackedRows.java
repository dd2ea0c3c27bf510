package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.codec.GroupCodec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A matrix of small whole numbers whose rows lie side by side, so that a vector holds one place of
 * many rows: the lanes are rows, and no sum crosses them.
 *
 * <p>A block is 32 rows by one group of elements, in little-endian order:
 *
 * <pre>
 *   8 x 32 shorts   short (v, s) belongs to row s/2 + s%2·16. It is bytes 2v and 2v+1 of the group:
 *                   of 32 elements, its four halves of bytes, low first, are q of the elements
 *                   2v, 2v+16, 2v+1 and 2v+17; of 16, its two bytes are q of 2v and 2v+1
 *   32 floats       scales of the rows
 *   32 floats       offsets of the rows, in formats that have them
 * </pre>
 *
 * <p>Blocks of 32 rows follow one another: a group of rows. Rows after the last are zeros.
 */
public final class PackedRows {
  /** Rows of a block. */
  public static final int SIDE = 32;

  /** Where the scales stand in a block. */
  public static final int SCALES = SIDE * 16;

  /** Where the offsets stand in a block. */
  public static final int OFFSETS = SCALES + Float.BYTES * SIDE;

  /** Alignment of the data in bytes. */
  static final int ALIGNMENT = 64;

  /** Shorts of 16 bits in a block, divided by the rows. */
  public static final int WORDS = 8;

  private static final int HALF = SIDE / 2;
  private static final long LANE = 4; // bytes of an int or a float
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Tensor weights;
  private final GroupCodec codec;
  private final MemorySegment data;
  private final boolean whole;

  private PackedRows(Tensor weights, MemorySegment data, boolean whole) {
    this.weights = weights;
    this.codec = (GroupCodec) weights.type().codec();
    if (codec.offsets() && codec.layout() == GroupCodec.Layout.BYTES) {
      throw new IllegalArgumentException(weights + ": bytes with offsets have no place");
    }
    this.data = data;
    this.whole = whole;
  }

  /**
   * A matrix that is held as a whole.
   *
   * @param weights of a {@link GroupCodec}
   * @param data {@link #bytes} of memory; groups are written by {@link #pack}
   */
  static PackedRows whole(Tensor weights, MemorySegment data) {
    return new PackedRows(weights, data, true);
  }

  /** One group at a time of a matrix, in memory of at least {@link #groupBytes}. */
  static PackedRows oneGroup(Tensor weights, MemorySegment data) {
    return new PackedRows(weights, data, false);
  }

  /** Bytes of a packed matrix. */
  static long bytes(Tensor weights) {
    return groups(weights) * groupBytes(weights);
  }

  /** Bytes of a group of rows. */
  static long groupBytes(Tensor weights) {
    GroupCodec codec = (GroupCodec) weights.type().codec();
    int blocks = weights.shape().cols() / codec.layout().elements();
    return blocks * (long) blockBytes(codec.offsets());
  }

  static int groups(Tensor weights) {
    return (weights.shape().rows() + SIDE - 1) / SIDE;
  }

  private static int blockBytes(boolean offsets) {
    return OFFSETS + (offsets ? Float.BYTES * SIDE : 0);
  }

  /**
   * The packed bytes.
   *
   * @return all groups, or one
   */
  public MemorySegment data() {
    return data;
  }

  /**
   * Where a group begins.
   *
   * @param group its number
   * @return offset in the data
   */
  public long at(int group) {
    return whole ? group * groupBytes(weights) : 0;
  }

  /**
   * The number of rows.
   *
   * @return rows of the matrix
   */
  public int rows() {
    return weights.shape().rows();
  }

  /**
   * The number of elements.
   *
   * @return columns of the matrix
   */
  public int cols() {
    return weights.shape().cols();
  }

  /**
   * How the numbers of a row lie in a block.
   *
   * @return the same for all of the matrix
   */
  public GroupCodec.Layout layout() {
    return codec.layout();
  }

  /**
   * The number of blocks in a group of rows.
   *
   * @return elements of a row / those of a block
   */
  public int blocks() {
    return cols() / layout().elements();
  }

  /**
   * Whether elements have offsets.
   *
   * @return false if blocks end with the scales
   */
  public boolean offsets() {
    return codec.offsets();
  }

  /**
   * Bytes of a block.
   *
   * @return from one block to the next
   */
  public int blockBytes() {
    return blockBytes(offsets());
  }

  /** Whether all groups have a place. */
  boolean isWhole() {
    return whole;
  }

  /**
   * Packs the rows 32·group to 32·group + 31.
   *
   * @param low scratch
   * @param high scratch
   */
  void pack(int group, GroupCodec.Group low, GroupCodec.Group high) {
    long at = at(group);
    int block = blockBytes();
    int groupsOfBlock = codec.elements() / layout().elements();
    for (int b = 0; b < blocks(); b++, at += block) {
      long inRow = (long) (b / groupsOfBlock) * codec.bytes();
      for (int r = 0; r < HALF; r++) {
        read(group * SIDE + r, inRow, b % groupsOfBlock, low);
        read(group * SIDE + r + HALF, inRow, b % groupsOfBlock, high);
        for (int v = 0; v < WORDS / 2; v++) {
          long place = at + LANE * (HALF * v + r);
          data.set(INT, place, word(low.first, high.first, v));
          data.set(INT, place + SCALES / 2, word(low.second, high.second, v));
        }
        long scales = at + SCALES + LANE * r;
        data.set(FLOAT, scales, low.scale);
        data.set(FLOAT, scales + LANE * HALF, high.scale);
        if (codec.offsets()) {
          long offsets = at + OFFSETS + LANE * r;
          data.set(FLOAT, offsets, low.offset);
          data.set(FLOAT, offsets + LANE * HALF, high.offset);
        }
      }
    }
  }

  private void read(int row, long inRow, int group, GroupCodec.Group to) {
    if (row < rows()) {
      codec.group(weights.data(), row * weights.rowBytes() + inRow, group, to);
    } else {
      to.first = 0;
      to.second = 0;
      to.scale = 0;
      to.offset = 0;
    }
  }

  /** Short v of the one below short v of the other. */
  private static int word(long low, long high, int v) {
    int shift = Short.SIZE * v;
    return ((int) (low >>> shift) & 0xFFFF) | ((int) (high >>> shift) << Short.SIZE);
  }

  private long block(int row, int b) {
    return at(row / SIDE) + (long) b * blockBytes();
  }

  private static int place(int row) {
    return row % SIDE;
  }

  /** The scale of a row in a block. */
  float scale(int row, int b) {
    return data.get(FLOAT, block(row, b) + SCALES + LANE * place(row));
  }

  /** The offset of a row in a block, where there are offsets. */
  float offset(int row, int b) {
    return data.get(FLOAT, block(row, b) + OFFSETS + LANE * place(row));
  }

  /** Σ(w-8)·q or Σw·q over a block of a row and a token. */
  int dot(int row, int b, RoundedRows x, int token) {
    int half = place(row) / HALF;
    long at = block(row, b) + LANE * (row % HALF);
    int e = layout().elements() * b;
    int sum = 0;
    for (int v = 0; v < WORDS; v++, e += 2) {
      int word = data.get(INT, at + LANE * HALF * v) >>> (Short.SIZE * half);
      sum +=
          switch (layout()) {
            case HALVES ->
                ((word & 15) - 8) * x.q(e, token)
                    + ((word >>> 4 & 15) - 8) * x.q(e + HALF, token)
                    + ((word >>> 8 & 15) - 8) * x.q(e + 1, token)
                    + ((word >>> 12 & 15) - 8) * x.q(e + HALF + 1, token);
            case BYTES -> (byte) word * x.q(e, token) + (byte) (word >>> 8) * x.q(e + 1, token);
          };
    }
    return sum;
  }
}
