package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.codec.GroupCodec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What products with rounded activations need beside the weights: matrices are packed when they are
 * met for the first time, and activations are rounded once for all products that share them.
 *
 * <p>The packed copies stay below a limit. A matrix beyond it is packed again in every product,
 * group by group: slower, and bit for bit the same.
 */
final class IntegerProducts implements AutoCloseable {
  private static final int SMALL = 1 << 14; // activations that are not worth waking anyone
  private static final int ROUND_TOKENS = 16; // at a time: their blocks lie side by side

  private final Kernels kernels;
  private final Workers workers;
  private final Activations mode;
  private final long limit;
  private final Arena arena = Arena.ofShared();
  private final IdentityHashMap<Tensor, PackedRows> packed = new IdentityHashMap<>();
  private final Passing[] passing;
  private final PackJob packJob = new PackJob();
  private final RoundJob roundJob = new RoundJob();
  private RoundedRows[] rounded = new RoundedRows[0];
  private long bytes;

  /** What a thread needs to pack a group of rows. */
  private static final class Passing {
    final GroupCodec.Group low = new GroupCodec.Group();
    final GroupCodec.Group high = new GroupCodec.Group();
    final IdentityHashMap<Tensor, PackedRows> groups = new IdentityHashMap<>();
    MemorySegment memory = MemorySegment.NULL;
  }

  /**
   * Takes no memory yet.
   *
   * @param limit most bytes of packed copies
   */
  IntegerProducts(Kernels kernels, Workers workers, int threads, Activations mode, long limit) {
    this.kernels = kernels;
    this.workers = workers;
    this.mode = mode;
    this.limit = limit;
    this.passing = new Passing[threads];
    Arrays.setAll(passing, i -> new Passing());
  }

  /** Bytes of the packed copies so far. */
  long bytes() {
    return bytes;
  }

  /** Packs the weights that are new, and rounds the activations of a list. */
  void prepare(Products products) {
    int used = 0;
    for (int i = 0; i < products.size; i++) {
      Tensor w = products.weights[i];
      products.rounded[i] = null;
      if (!mode.rounds(w)) {
        continue;
      }
      if (!packed.containsKey(w)) {
        pack(w);
      }
      int same = products.before(i, products.rounded);
      if (same >= 0) {
        products.rounded[i] = products.rounded[same];
      } else {
        RoundedRows rows = rows(used++);
        round(products, i, rows);
        products.rounded[i] = rows;
      }
    }
  }

  private RoundedRows rows(int index) {
    if (index == rounded.length) {
      rounded = Arrays.copyOf(rounded, index + 1);
      rounded[index] = new RoundedRows();
    }
    return rounded[index];
  }

  private void pack(Tensor w) {
    long size = PackedRows.bytes(w);
    MemorySegment memory = bytes + size > limit ? null : memory(size);
    if (memory == null) {
      packed.put(w, PackedRows.oneGroup(w, MemorySegment.NULL));
      return;
    }
    PackedRows rows = PackedRows.whole(w, memory);
    packJob.rows = rows;
    try {
      workers.run(PackedRows.groups(w), packJob);
    } finally {
      packJob.rows = null;
    }
    packed.put(w, rows);
    bytes += size;
    kernels.prepare(rows);
  }

  /** Memory outside of the heap, or null if the program may not have so much more. */
  private @Nullable MemorySegment memory(long size) {
    try {
      return arena.allocate(size, PackedRows.ALIGNMENT);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  private void round(Products products, int i, RoundedRows to) {
    int tokens = products.tokens[i];
    Rows x = products.inputs[i];
    int row = products.inputRow[i];
    to.reserve(tokens, products.weights[i].shape().cols());
    if (tokens * to.cols < SMALL) {
      kernels.round(x.data, x.at(row), x.cols, 0, tokens, to);
      return;
    }
    int threads = passing.length;
    roundJob.x = x;
    roundJob.row = row;
    roundJob.to = to;
    roundJob.tokens = Math.min(ROUND_TOKENS, (tokens + threads - 1) / threads);
    try {
      workers.run((tokens + roundJob.tokens - 1) / roundJob.tokens, roundJob);
    } finally {
      roundJob.x = null;
      roundJob.to = null;
    }
  }

  /** Rows of a product, in whole groups. */
  void multiply(
      Tensor w,
      int fromRow,
      int toRow,
      RoundedRows x,
      Rows out,
      int outRow,
      int worker,
      Kernels.Scratch scratch) {
    PackedRows rows = packed.get(w);
    if (rows == null) {
      throw new IllegalStateException(w + " is not packed");
    }
    int from = fromRow / PackedRows.SIDE;
    int to = (toRow + PackedRows.SIDE - 1) / PackedRows.SIDE;
    int at = out.at(outRow);
    if (rows.isWhole()) {
      kernels.matmul(rows, from, to, x, out.data, at, out.cols, scratch);
      return;
    }
    Passing mine = passing[worker];
    PackedRows group = passing(mine, w);
    for (int g = from; g < to; g++) {
      group.pack(g, mine.low, mine.high);
      kernels.matmul(group, g, g + 1, x, out.data, at, out.cols, scratch);
    }
  }

  /** A thread's own group of a matrix; all matrices share the memory. */
  private PackedRows passing(Passing mine, Tensor w) {
    long size = PackedRows.groupBytes(w);
    if (mine.memory.byteSize() < size) {
      MemorySegment memory = memory(size);
      mine.memory = memory == null ? MemorySegment.ofArray(new byte[(int) size]) : memory;
      mine.groups.clear();
    }
    PackedRows group = mine.groups.get(w);
    if (group == null) {
      group = PackedRows.oneGroup(w, mine.memory);
      mine.groups.put(w, group);
    }
    return group;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private final class PackJob implements Workers.Job {
    private @Nullable PackedRows rows;

    @Override
    public void run(int group, int worker) {
      if (rows != null) {
        rows.pack(group, passing[worker].low, passing[worker].high);
      }
    }
  }

  private final class RoundJob implements Workers.Job {
    private @Nullable Rows x;
    private int row;
    private int tokens; // of a chunk
    private @Nullable RoundedRows to;

    @Override
    public void run(int chunk, int worker) {
      if (x != null && to != null) {
        int from = chunk * tokens;
        int end = Math.min(from + tokens, to.tokens);
        kernels.round(x.data, x.at(row), x.cols, from, end, to);
      }
    }
  }
}
