package io.kvasir.model.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Floats per position, kept in blocks of {@value #POSITIONS} positions that begin at multiples of
 * it. With a ring only the newest blocks are kept. A fork shares the blocks; who writes first makes
 * a copy.
 */
final class Blocks {
  /** Positions in a block; a power of two. */
  static final int POSITIONS = 64;

  private static final class Block {
    final float[] data;
    boolean shared;

    Block(float[] data) {
      this.data = data;
    }
  }

  private final int floats; // per block
  private final int ring; // blocks that are kept, 0 for all
  private @Nullable Block[] slots;
  private int[] numbers; // which block of positions a slot holds

  /**
   * An empty store.
   *
   * @param floatsPerPosition floats of a position
   * @param keep positions that must stay readable behind the newest, 0 for all
   */
  Blocks(int floatsPerPosition, int keep) {
    this(
        Math.multiplyExact(floatsPerPosition, POSITIONS),
        keep == 0 ? 0 : (keep + POSITIONS - 1) / POSITIONS + 1,
        new Block[0],
        new int[0]);
  }

  private Blocks(int floats, int ring, @Nullable Block[] slots, int[] numbers) {
    this.floats = floats;
    this.ring = ring;
    this.slots = slots;
    this.numbers = numbers;
  }

  private int slot(int number) {
    return ring == 0 ? number : number % ring;
  }

  /** The block that holds a position, to be read. */
  float[] read(int position) {
    int number = position / POSITIONS;
    Block block = slots[slot(number)];
    if (block == null || numbers[slot(number)] != number) {
      throw new IllegalStateException("position " + position + " is no longer kept");
    }
    return block.data;
  }

  /** The block that holds a position, to be written. */
  float[] write(int position) {
    int number = position / POSITIONS;
    int slot = slot(number);
    grow(slot + 1);
    Block block = slots[slot];
    if (block == null) {
      block = new Block(new float[floats]);
    } else if (block.shared) {
      boolean keep = numbers[slot] == number;
      block = new Block(keep ? block.data.clone() : new float[floats]);
    }
    slots[slot] = block;
    numbers[slot] = number;
    return block.data;
  }

  private void grow(int size) {
    if (size > slots.length) {
      int capacity = Math.max(size, 2 * slots.length);
      slots = Arrays.copyOf(slots, capacity);
      int known = numbers.length;
      numbers = Arrays.copyOf(numbers, capacity);
      Arrays.fill(numbers, known, capacity, -1);
    }
  }

  /** Makes the blocks of the first positions, as far as a ring holds them. */
  void reserve(int positions) {
    int blocks = (positions + POSITIONS - 1) / POSITIONS;
    int size = ring == 0 ? blocks : Math.min(blocks, ring);
    grow(size);
    for (int slot = 0; slot < size; slot++) {
      if (slots[slot] == null) {
        slots[slot] = new Block(new float[floats]);
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
    return new Blocks(floats, ring, slots.clone(), numbers.clone());
  }

  /** Bytes when so many positions are written. */
  long bytesAt(int positions) {
    long blocks = ((long) positions + POSITIONS - 1) / POSITIONS;
    return (ring == 0 ? blocks : Math.min(blocks, ring)) * floats * Float.BYTES;
  }

  long bytes() {
    long count = 0;
    for (Block block : slots) {
      count += block == null ? 0 : 1;
    }
    return count * floats * Float.BYTES;
  }
}
