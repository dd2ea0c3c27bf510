package io.kvasir.model.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers per position, kept in blocks of {@value #POSITIONS} positions that begin at multiples of
 * it. With a ring only the newest blocks are kept. A fork shares the blocks; who writes first makes
 * a copy.
 */
final class Blocks {
  /** Positions in a block; a power of two. */
  static final int POSITIONS = 64;

  /** One of both arrays holds the numbers, the other is empty. */
  private static final class Block {
    final float[] floats;
    final short[] halves; // binary16
    boolean finite = true; // none of the halves is infinite or NaN
    boolean shared;

    Block(float[] floats, short[] halves) {
      this.floats = floats;
      this.halves = halves;
    }

    Block copy() {
      Block copy = new Block(floats.clone(), halves.clone());
      copy.finite = finite;
      return copy;
    }
  }

  private static final float[] NO_FLOATS = {};
  private static final short[] NO_HALVES = {};
  private static final int INFINITE_HALF = 0x7c00; // without its sign

  private final CacheType type;
  private final int size; // numbers of a block
  private final int ring; // blocks that are kept, 0 for all
  private @Nullable Block[] slots;
  private int[] numbers; // which block of positions a slot holds

  /**
   * An empty store.
   *
   * @param type how numbers are held
   * @param numbersPerPosition numbers of a position
   * @param keep positions that must stay readable behind the newest, 0 for all
   */
  Blocks(CacheType type, int numbersPerPosition, int keep) {
    this(
        type,
        Math.multiplyExact(numbersPerPosition, POSITIONS),
        keep == 0 ? 0 : (keep + POSITIONS - 1) / POSITIONS + 1,
        new Block[0],
        new int[0]);
  }

  private Blocks(CacheType type, int size, int ring, @Nullable Block[] slots, int[] numbers) {
    this.type = type;
    this.size = size;
    this.ring = ring;
    this.slots = slots;
    this.numbers = numbers;
  }

  private int slot(int number) {
    return ring == 0 ? number : number % ring;
  }

  private Block newBlock() {
    return type == CacheType.F16
        ? new Block(NO_FLOATS, new short[size])
        : new Block(new float[size], NO_HALVES);
  }

  private Block block(int position) {
    int number = position / POSITIONS;
    Block block = slots[slot(number)];
    if (block == null || numbers[slot(number)] != number) {
      throw new IllegalStateException("position " + position + " is no longer kept");
    }
    return block;
  }

  /**
   * Numbers of the block that holds a position, as floats: the block itself from {@link #offset},
   * or memory into which they were converted.
   *
   * @param at offset of the first in the block
   * @param count how many will be read
   * @param memory for count floats; what holds them may be another array that grew out of it
   */
  float[] read(int position, int at, int count, Converted memory) {
    Block block = block(position);
    return type == CacheType.F32 ? block.floats : memory.of(block.halves, at, count);
  }

  /** The block that holds a position, if its numbers are halves, and all of them finite. */
  short @Nullable [] finiteHalves(int position) {
    Block block = block(position);
    return type == CacheType.F16 && block.finite ? block.halves : null;
  }

  /** Where number {@code at} of a block stands in what {@link #read} gave for it. */
  int offset(int at) {
    return type == CacheType.F32 ? at : 0;
  }

  /** Makes the block that holds a position this store's own, to be written with {@link #write}. */
  void own(int position) {
    int number = position / POSITIONS;
    int slot = slot(number);
    grow(slot + 1);
    Block block = slots[slot];
    if (block == null) {
      block = newBlock();
    } else if (block.shared) {
      block = numbers[slot] == number ? block.copy() : newBlock();
    }
    slots[slot] = block;
    numbers[slot] = number;
  }

  /**
   * Writes numbers into the block that holds a position, rounded to the type.
   *
   * @param to offset of the first in the block
   * @param step from one to the next in the block
   * @throws CacheOverflowException if a number is finite, and infinite in the type
   */
  void write(int position, int to, int step, float[] from, int at, int count) {
    Block block = block(position);
    if (type == CacheType.F32) {
      for (int i = 0; i < count; i++) {
        block.floats[to + i * step] = from[at + i];
      }
      return;
    }
    int largest = 0;
    for (int i = 0; i < count; i++) {
      short half = Float.floatToFloat16(from[at + i]);
      block.halves[to + i * step] = half;
      largest = Math.max(largest, half & 0x7fff);
    }
    if (largest >= INFINITE_HALF) {
      block.finite = false;
      refuseOverflow(position, from, at, count);
    }
  }

  /** What is not finite already comes of damaged weights, and is found at the logits. */
  private static void refuseOverflow(int position, float[] from, int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (Float.isFinite(from[i]) && Float.isInfinite(halfOf(from[i]))) {
        throw new CacheOverflowException(position, from[i]);
      }
    }
  }

  private static float halfOf(float number) {
    return Float.float16ToFloat(Float.floatToFloat16(number));
  }

  private void grow(int count) {
    if (count > slots.length) {
      int capacity = Math.max(count, 2 * slots.length);
      slots = Arrays.copyOf(slots, capacity);
      int known = numbers.length;
      numbers = Arrays.copyOf(numbers, capacity);
      Arrays.fill(numbers, known, capacity, -1);
    }
  }

  /** Makes the blocks of the first positions, as far as a ring holds them. */
  void reserve(int positions) {
    int blocks = (positions + POSITIONS - 1) / POSITIONS;
    int count = ring == 0 ? blocks : Math.min(blocks, ring);
    grow(count);
    for (int slot = 0; slot < count; slot++) {
      if (slots[slot] == null) {
        slots[slot] = newBlock();
      }
    }
  }

  /** Whether positions from this one on are readable when so many were written. */
  boolean keeps(int position, int written) {
    if (ring == 0 || written == 0) {
      return true;
    }
    int oldest = (written - 1) / POSITIONS - ring + 1;
    return position / POSITIONS >= oldest;
  }

  Blocks fork() {
    for (Block block : slots) {
      if (block != null) {
        block.shared = true;
      }
    }
    return new Blocks(type, size, ring, slots.clone(), numbers.clone());
  }

  /** Bytes when so many positions are written. */
  long bytesAt(int positions) {
    long blocks = ((long) positions + POSITIONS - 1) / POSITIONS;
    return (ring == 0 ? blocks : Math.min(blocks, ring)) * size * type.bytes();
  }

  long bytes() {
    long count = 0;
    for (Block block : slots) {
      count += block == null ? 0 : 1;
    }
    return count * size * type.bytes();
  }
}
