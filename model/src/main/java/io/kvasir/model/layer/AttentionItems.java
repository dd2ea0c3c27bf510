package io.kvasir.model.layer;

import java.util.Arrays;

/**
 * The pieces of work of one attention step: (row, key-value head, partition) for runs of few rows,
 * (row block, key-value head) for long ones.
 */
final class AttentionItems {
  private int size;
  private long work; // multiplications of queries by keys, at most
  private int[] runs = new int[64];
  private int[] rows = new int[64];
  private int[] keyValueHeads = new int[64];
  private int[] partitions = new int[64]; // -1: a row block over all partitions
  private int partitionedRows;
  private int[] partitioned = new int[64]; // rows whose partial results are merged
  private int[] slots = new int[64]; // by row: where its partial results begin

  /** Lists the items of a step; returns how many partial results must be kept. */
  int plan(Step step, HeadShape shape) {
    size = 0;
    work = 0;
    partitionedRows = 0;
    int used = 0;
    slots = grown(slots, step.rows());
    partitioned = grown(partitioned, step.rows());
    for (int run = 0; run < step.runs(); run++) {
      int first = step.firstRow(run);
      int last = step.position(first) + step.count(run) - 1;
      int keys = last + 1 - shape.firstKey(last);
      work += (long) keys * step.count(run) * shape.queryHeads() * shape.keyWidth();
      int end = first + step.count(run);
      if (TiledAttention.few(step.count(run))) {
        for (int row = first; row < end; row++) {
          slots[row] = used;
          used += shape.queryHeads() * capacityPartitions(row, step);
          partitioned[partitionedRows++] = row;
          addPartitions(run, row, step, shape);
        }
      } else {
        // The last rows see the most keys: they come first.
        int blocks = TiledAttention.blocks(step.count(run));
        for (int block = blocks - 1; block >= 0; block--) {
          for (int head = 0; head < shape.keyValueHeads(); head++) {
            add(run, first + block * TiledAttention.blockRows(), head, -1);
          }
        }
      }
    }
    return used;
  }

  private void addPartitions(int run, int row, Step step, HeadShape shape) {
    int first = shape.firstKey(step.position(row)) / TiledAttention.PARTITION;
    for (int p = 0; p < partitions(row, step); p++) {
      if (p >= first) {
        for (int head = 0; head < shape.keyValueHeads(); head++) {
          add(run, row, head, p);
        }
      }
    }
  }

  private void add(int run, int row, int head, int partition) {
    if (size == runs.length) {
      runs = grown(runs, size + 1);
      rows = grown(rows, size + 1);
      keyValueHeads = grown(keyValueHeads, size + 1);
      partitions = grown(partitions, size + 1);
    }
    runs[size] = run;
    rows[size] = row;
    keyValueHeads[size] = head;
    partitions[size++] = partition;
  }

  private static int[] grown(int[] array, int wanted) {
    return wanted <= array.length
        ? array
        : Arrays.copyOf(array, Math.max(wanted, 2 * array.length));
  }

  int size() {
    return size;
  }

  long work() {
    return work;
  }

  int run(int item) {
    return runs[item];
  }

  int row(int item) {
    return rows[item];
  }

  int keyValueHead(int item) {
    return keyValueHeads[item];
  }

  /** The partition of an item, -1 if it goes over all. */
  int partition(int item) {
    return partitions[item];
  }

  int partitionedRows() {
    return partitionedRows;
  }

  int partitionedRow(int index) {
    return partitioned[index];
  }

  /** Where a row's partial results begin, shape (queryHeads, partitions). */
  int slot(int row) {
    return slots[row];
  }

  /** Partitions up to a row's own position. */
  int partitions(int row, Step step) {
    return step.position(row) / TiledAttention.PARTITION + 1;
  }

  /** The most partitions that the row's sequence can reach: memory is made once. */
  private static int capacityPartitions(int row, Step step) {
    return (step.sequenceOfRow(row).capacity() - 1) / TiledAttention.PARTITION + 1;
  }
}
