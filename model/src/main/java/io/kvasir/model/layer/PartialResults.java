package io.kvasir.model.layer;

/**
 * Partial results of attention that wait for their merge: maximum, sum and blended values of one
 * head and partition.
 */
final class PartialResults {
  private final int valueWidth;
  private final float[] maxima;
  private final float[] sums;
  private final float[] values; // (capacity, valueWidth)

  PartialResults(int capacity, int valueWidth) {
    this.valueWidth = valueWidth;
    this.maxima = new float[capacity];
    this.sums = new float[capacity];
    this.values = new float[Math.multiplyExact(capacity, valueWidth)];
  }

  int capacity() {
    return maxima.length;
  }

  void put(int slot, PartialAttention from, int query) {
    maxima[slot] = from.maximum(query);
    sums[slot] = from.sum(query);
    System.arraycopy(from.values(), query * valueWidth, values, slot * valueWidth, valueWidth);
  }

  void merge(int slot, PartialAttention into) {
    into.merge(0, maxima[slot], sums[slot], values, slot * valueWidth);
  }
}
