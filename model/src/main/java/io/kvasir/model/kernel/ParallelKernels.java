package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Kernels on several threads. Threads share output rows, never a sum, so results do not depend on
 * their number. Calls from several threads take turns. Nothing is allocated by a call, but for
 * memory that grows when a matrix is wider or tokens are more than any before, and packed copies of
 * weights that are met for the first time, where activations are rounded.
 */
public final class ParallelKernels implements AutoCloseable {
  /** Work on numbered items whose results do not depend on how they are split. */
  public interface Task {
    /**
     * Works on some items.
     *
     * @param from first item
     * @param to item after the last
     * @param worker 0 to threads - 1; no two calls with the same number run at the same time
     */
    void run(int from, int to, int worker);
  }

  private static final int CHUNKS_PER_THREAD =
      8; // so that a thread that is held up delays the others little
  private static final int ROW_UNIT = 24; // a multiple of the rows of every kernel's tile
  private static final int PACKED_UNIT = 2 * PackedRows.SIDE; // groups go by twos for one token
  private static final int MIXED_UNIT = 192; // a multiple of both
  private static final long SMALL =
      1 << 14; // products of fewer multiplications are not worth waking anyone

  private final Kernels kernels;
  private final int threads;
  private final Workers workers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Kernels.Scratch[] scratch;
  private final SharedPanels panels;
  private final @Nullable IntegerProducts integers; // null: all products in floats
  private final Products single = new Products(1);
  private final ProductsJob productsJob = new ProductsJob();
  private final TaskJob taskJob = new TaskJob();
  private boolean closed;

  /**
   * Starts the threads.
   *
   * @param kernels the arithmetic of one thread
   * @param threads number of threads with the caller's, at least 1
   */
  public ParallelKernels(Kernels kernels, int threads) {
    this(kernels, threads, Activations.FLOAT, 0);
  }

  /**
   * Starts the threads.
   *
   * @param kernels the arithmetic of one thread
   * @param threads number of threads with the caller's, at least 1
   * @param activations how activations enter products
   * @param packedLimit most bytes of packed copies of weights; only {@link Activations#INT8} makes
   *     some, for speed: results do not depend on it
   */
  public ParallelKernels(Kernels kernels, int threads, Activations activations, long packedLimit) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: found " + threads + ", wanted at least 1");
    }
    this.kernels = kernels;
    this.threads = threads;
    this.scratch = new Kernels.Scratch[threads];
    Arrays.setAll(scratch, i -> kernels.newScratch());
    this.workers = new Workers(threads);
    this.panels = new SharedPanels(kernels, workers);
    this.integers =
        activations == Activations.FLOAT
            ? null
            : new IntegerProducts(kernels, workers, threads, activations, packedLimit);
  }

  /**
   * The number of threads to use by default: the physical cores that this process may use.
   *
   * @return at least 1
   */
  public static int defaultThreads() {
    return Cores.physical();
  }

  /**
   * The arithmetic of one thread.
   *
   * @return the kernels that were given
   */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * The number of threads.
   *
   * @return threads with the caller's
   */
  public int threads() {
    return threads;
  }

  /**
   * Computes all products of a list; they share one passage of the threads.
   *
   * @param products the list
   */
  public void matmul(Products products) {
    enter();
    try {
      run(products);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Computes {@code out[t] = w · x[t]} for t = 0 .. tokens - 1.
   *
   * @param w weights, shape (rows, cols)
   * @param x activations with at least cols floats in a row
   * @param tokens number of tokens
   * @param out results with at least rows floats in a row
   */
  public void matmul(Tensor w, Rows x, int tokens, Rows out) {
    enter();
    try {
      run(single.clear().add(w, x, 0, tokens, out, 0));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Shares items between the threads. A task must not call these kernels' products itself. What a
   * task throws reaches the caller, after all threads have stopped.
   *
   * @param count number of items
   * @param task the work
   */
  public void forEach(int count, Task task) {
    enter();
    try {
      if (threads == 1 || count <= 1) {
        if (count > 0) {
          task.run(0, count, 0);
        }
        return;
      }
      taskJob.share(count, task);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Bytes of packed copies of weights so far.
   *
   * @return 0 unless activations are rounded
   */
  public long packedBytes() {
    lock.lock();
    try {
      return integers == null ? 0 : integers.bytes();
    } finally {
      lock.unlock();
    }
  }

  private void enter() {
    if (lock.isHeldByCurrentThread() || Workers.isHelper(Thread.currentThread())) {
      throw new IllegalStateException("a task may not share out work itself");
    }
    lock.lock();
    if (closed) {
      lock.unlock();
      throw new IllegalStateException("kernels are closed");
    }
  }

  private void run(Products products) {
    long work = 0; // multiplications
    for (int i = 0; i < products.size; i++) {
      Tensor w = products.weights[i];
      work += (long) w.shape().rows() * w.shape().cols() * products.tokens[i];
    }
    if (integers != null) {
      integers.prepare(products);
    }
    panels.prepare(products);
    if (threads == 1 || work < SMALL) {
      for (int i = 0; i < products.size; i++) {
        multiply(products, i, 0, products.weights[i].shape().rows(), 0);
      }
    } else {
      productsJob.share(products);
    }
  }

  private void multiply(Products products, int i, int fromRow, int toRow, int worker) {
    Rows x = products.inputs[i];
    Rows out = products.outputs[i];
    RoundedRows rounded = products.rounded[i];
    if (integers != null && rounded != null) {
      integers.multiply(
          products.weights[i],
          fromRow,
          toRow,
          rounded,
          out,
          products.outputRow[i],
          worker,
          scratch[worker]);
      return;
    }
    kernels.matmul(
        products.weights[i],
        fromRow,
        toRow,
        x.data,
        x.at(products.inputRow[i]),
        x.cols,
        products.tokens[i],
        products.panels[i],
        out.data,
        out.at(products.outputRow[i]),
        out.cols,
        scratch[worker]);
  }

  /** Ends the threads, after the call that is running. Closing twice is harmless. */
  @Override
  public void close() {
    if (lock.isHeldByCurrentThread() || Workers.isHelper(Thread.currentThread())) {
      throw new IllegalStateException("a task may not close the kernels that run it");
    }
    lock.lock();
    try {
      closed = true;
      workers.end();
      if (integers != null) {
        integers.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The rows of all products, one after the other, in chunks of {@link #chunkRows}. */
  private final class ProductsJob implements Workers.Job {
    private Products products = single;
    private int chunkRows;

    void share(Products list) {
      products = list;
      long rows = 0;
      for (int i = 0; i < list.size; i++) {
        rows += list.weights[i].shape().rows();
      }
      long wanted =
          (rows + (long) threads * CHUNKS_PER_THREAD - 1) / ((long) threads * CHUNKS_PER_THREAD);
      int unit = unit(list);
      chunkRows = (int) ((wanted + unit - 1) / unit * unit);
      int chunks = 0;
      for (int i = 0; i < list.size; i++) {
        chunks += chunksOf(i);
      }
      try {
        workers.run(chunks, this);
      } finally {
        products = single;
      }
    }

    /** Chunks of packed rows are whole groups; all products of a list have chunks of one size. */
    private static int unit(Products list) {
      int packed = 0;
      for (int i = 0; i < list.size; i++) {
        packed += list.rounded[i] == null ? 0 : 1;
      }
      return packed == 0 ? ROW_UNIT : packed == list.size ? PACKED_UNIT : MIXED_UNIT;
    }

    private int chunksOf(int i) {
      return (products.weights[i].shape().rows() + chunkRows - 1) / chunkRows;
    }

    @Override
    public void run(int chunk, int worker) {
      int i = 0;
      int local = chunk;
      for (int n = chunksOf(0); local >= n; n = chunksOf(i)) {
        local -= n;
        i++;
      }
      int fromRow = local * chunkRows;
      int toRow = Math.min(fromRow + chunkRows, products.weights[i].shape().rows());
      multiply(products, i, fromRow, toRow, worker);
    }
  }

  /** The items of a task in chunks. */
  private final class TaskJob implements Workers.Job {
    private static final Task NOTHING = (from, to, worker) -> {};

    private Task task = NOTHING;
    private int count;
    private int chunkItems;

    void share(int items, Task work) {
      task = work;
      count = items;
      chunkItems =
          (int)
              (((long) items + (long) threads * CHUNKS_PER_THREAD - 1)
                  / ((long) threads * CHUNKS_PER_THREAD));
      try {
        workers.run((count + chunkItems - 1) / chunkItems, this);
      } finally {
        task = NOTHING;
      }
    }

    @Override
    public void run(int chunk, int worker) {
      int from = chunk * chunkItems;
      task.run(from, Math.min(from + chunkItems, count), worker);
    }
  }
}
