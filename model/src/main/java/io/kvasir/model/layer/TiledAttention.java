package io.kvasir.model.layer;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.KvCache;
import java.util.Arrays;

/**
 * softmax(q·Kᵀ)·V without an n-by-n matrix (Rabe and Staats 2021, FlashAttention: Dao et al. 2022).
 * A query goes over the keys in tiles of {@link KvCache#TILE} positions with a running maximum and
 * sum; the tiles of {@value #PARTITION} positions make a partial result of their own, and partial
 * results are merged from the first to the last. All borders are absolute positions, so a query
 * adds in the same order in any pass, and the partitions of a long cache can be shared by threads.
 */
final class TiledAttention {
  /** Positions whose tiles make one partial result. */
  static final int PARTITION = 256;

  /**
   * Runs of at most so many rows share their partitions among the threads; longer ones share their
   * rows.
   */
  private static final int FEW_ROWS = 8;

  private static final int BLOCK_ROWS = 32;

  /** Steps of fewer multiplications of queries by keys are not worth waking anyone. */
  private static final long SMALL = 1 << 15;

  private final HeadShape shape;
  private final ParallelKernels parallel;
  private final PartialAttention[] workers;
  private final AttentionWeights weights;
  private final AttentionItems items = new AttentionItems();
  private final ParallelKernels.Task attend = this::attend;
  private final ParallelKernels.Task merge = this::merge;
  private PartialResults partials;
  private Step step;
  private Rows q = new Rows(0, 0); // (rows, queryHeads · keyWidth)
  private Rows out = q; // (rows, queryHeads · valueWidth)
  private int layer;

  TiledAttention(HeadShape shape, ParallelKernels parallel) {
    this.shape = shape;
    this.parallel = parallel;
    this.weights = new AttentionWeights(shape, parallel.kernels());
    this.partials = new PartialResults(0, shape.valueWidth());
    this.step = new Step(0);
    this.workers = new PartialAttention[parallel.threads()];
    Arrays.setAll(
        workers,
        i -> new PartialAttention(shape, Math.max(BLOCK_ROWS, shape.group()), parallel.kernels()));
  }

  /** Attends for every row of the step; keys and values of these rows are in the cache already. */
  void forward(Step newStep, int newLayer, Rows queries, Rows result) {
    step = newStep;
    layer = newLayer;
    q = queries;
    out = result;
    int slots = items.plan(newStep, shape);
    if (slots > partials.capacity()) {
      partials = new PartialResults(Math.max(slots, 2 * partials.capacity()), shape.valueWidth());
    }
    if (items.work() < SMALL) {
      attend(0, items.size(), 0);
    } else {
      parallel.forEach(items.size(), attend);
    }
    if (items.partitionedRows() > 0) {
      RowWork.run(parallel, items.partitionedRows(), merge);
    }
    if (newStep.observer().wantsAttention(newLayer)) {
      weights.observe(newStep, newLayer, queries);
    }
  }

  private void attend(int from, int to, int worker) {
    PartialAttention partial = workers[worker];
    for (int item = from; item < to; item++) {
      if (items.partition(item) >= 0) {
        onePartition(partial, item);
      } else {
        rowBlock(partial, item);
      }
    }
  }

  /** All heads of a group, one row, one partition: its partial result waits for the merge. */
  private void onePartition(PartialAttention partial, int item) {
    int row = items.row(item);
    int group = shape.group();
    int head = items.keyValueHead(item) * group;
    partial.begin(step.sequenceOfRow(row).state(layer), items.keyValueHead(item));
    partial.queries(q.data, q.at(row) + head * shape.keyWidth(), shape.keyWidth(), group);
    partial.places(step.position(row), 0, head, 1);
    partial.partition(items.partition(item));
    int partitions = items.partitions(row, step);
    for (int i = 0; i < group; i++) {
      int slot = items.slot(row) + (head + i) * partitions + items.partition(item);
      partials.put(slot, partial, i);
    }
  }

  private void merge(int from, int to, int worker) {
    PartialAttention partial = workers[worker];
    for (int index = from; index < to; index++) {
      int row = items.partitionedRow(index);
      int partitions = items.partitions(row, step);
      int first = shape.firstKey(step.position(row)) / PARTITION;
      for (int head = 0; head < shape.queryHeads(); head++) {
        partial.beginMerge(1);
        for (int p = first; p < partitions; p++) {
          partials.merge(items.slot(row) + head * partitions + p, partial);
        }
        partial.finish(0, head, out.data, out.at(row) + head * shape.valueWidth());
      }
    }
  }

  /** A block of rows of one run, head after head, over all partitions. */
  private void rowBlock(PartialAttention partial, int item) {
    int row = items.row(item);
    int run = items.run(item);
    int count = Math.min(BLOCK_ROWS, step.firstRow(run) + step.count(run) - row);
    int last = step.position(row) + count - 1;
    int firstPartition = shape.firstKey(step.position(row)) / PARTITION;
    partial.begin(step.sequence(run).state(layer), items.keyValueHead(item));
    for (int i = 0; i < shape.group(); i++) {
      int head = items.keyValueHead(item) * shape.group() + i;
      partial.queries(q.data, q.at(row) + head * shape.keyWidth(), q.cols, count);
      partial.places(step.position(row), 1, head, 0);
      partial.beginMerge(count);
      for (int p = firstPartition; p <= last / PARTITION; p++) {
        partial.partition(p);
        partial.mergeOwn();
      }
      for (int r = 0; r < count; r++) {
        partial.finish(r, head, out.data, out.at(row + r) + head * shape.valueWidth());
      }
    }
  }

  static boolean few(int rows) {
    return rows <= FEW_ROWS;
  }

  static int blocks(int rows) {
    return (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
  }

  static int blockRows() {
    return BLOCK_ROWS;
  }
}
