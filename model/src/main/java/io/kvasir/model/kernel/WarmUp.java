package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the vector form of operations until C2 has compiled it, one after the other, in a thread of
 * its own that ends when nothing is left to do.
 */
final class WarmUp {
  /** An operation: it is cold, then requested, then warm. */
  static final class Operation {
    private static final long WAIT_NANOS = 200_000;
    private static final long WORTH = 400_000_000; // multiplications: about a second of scalar code
    private static final long RETRY_AFTER = 20; // times as much

    /** Whether the vector form is the faster one. */
    volatile boolean warm;

    private volatile boolean requested;
    private volatile boolean failed; // its last warm-up was in vain
    private long scalarWork; // threads may lose some of it: it need not be exact

    /** Takes note of work that is done by scalar code; true when it has become much. */
    boolean worth(long multiplications) {
      scalarWork += multiplications;
      return scalarWork > WORTH;
    }

    /** Whether a warm-up may be asked for: not soon after one that was in vain. */
    private boolean isOpen() {
      return !requested && (!failed || scalarWork > WORTH);
    }

    private void fail() {
      scalarWork = -RETRY_AFTER * WORTH;
      failed = true;
    }

    /** Waits until it is warm, or until its warm-up was given up. */
    void await() {
      while (!warm && requested) {
        LockSupport.parkNanos(this, WAIT_NANOS);
      }
    }
  }

  /** A call of an operation, over the floats that are given. */
  interface Try {
    void run(Kernels kernels, float[] a, float[] b, Kernels.Scratch scratch);
  }

  private record Request(Operation operation, Try trial) {}

  private static final int WIDTH = 64; // of vectors in attention
  private static final int VECTORS = 16;
  private static final int FLOATS = 1 << 10;
  private static final int ROWS = 24; // of a product: a few of every kernel's tiles
  private static final int TOKENS = 8;
  private static final int TRIES = 8; // in a round at most
  private static final long ROUND_NANOS = 1_000_000; // after which no try of a round begins
  private static final long PAUSE_NANOS = 5_000_000; // at most
  private static final int FASTER_ROUNDS = 3; // in a row, and the operation counts as warm
  private static final long MOST_NANOS = 10_000_000_000L;

  private static final short[] HALVES = new short[VECTORS * WIDTH];

  static final Try DOTS =
      (kernels, a, b, scratch) ->
          kernels.dots(a, 0, WIDTH, 4, a, 0, WIDTH, VECTORS, WIDTH, b, 0, VECTORS);

  /** For a new token and for a prompt, which are compiled apart; reading ahead goes with it. */
  static final Try BLEND =
      (kernels, a, b, scratch) -> {
        kernels.blend(a, 0, VECTORS, 4, a, 0, WIDTH, VECTORS, WIDTH, b, 0, WIDTH);
        kernels.blend(a, 0, VECTORS, 8, a, 0, WIDTH, VECTORS, WIDTH, b, 0, WIDTH);
        b[0] = kernels.touch(a, 0, FLOATS);
      };

  static final Try BLEND_HALVES =
      (kernels, a, b, scratch) -> {
        kernels.blend(a, 0, VECTORS, 4, HALVES, 0, WIDTH, VECTORS, WIDTH, b, 0, WIDTH);
        b[0] = kernels.touch(HALVES, 0, HALVES.length);
      };
  static final Try DOT = (kernels, a, b, scratch) -> b[0] = kernels.dot(a, 0, a, 0, FLOATS);
  static final Try SUM = (kernels, a, b, scratch) -> b[0] = kernels.sum(a, 0, FLOATS);
  static final Try MAX = (kernels, a, b, scratch) -> b[0] = kernels.max(a, 0, FLOATS);
  static final Try EXP = (kernels, a, b, scratch) -> kernels.exp(b, 0, FLOATS, 1);

  private static final RoundedRows ROUNDED = rounded(FLOATS, 1);
  static final Try ROUND = (kernels, a, b, scratch) -> kernels.round(a, 0, FLOATS, 0, 1, ROUNDED);

  private final Kernels vector;
  private final Kernels scalar;
  private final Queue<Request> requests = new ArrayDeque<>(); // guarded by itself
  private boolean running; // guarded by requests
  private boolean warned; // of the one thread that works

  WarmUp(Kernels vector, Kernels scalar) {
    this.vector = vector;
    this.scalar = scalar;
  }

  static Try activation(Activation activation) {
    return (kernels, a, b, scratch) -> kernels.activate(activation, b, 0, FLOATS);
  }

  /** Asks for products of one or several tokens with weights of the type of w. */
  void product(Operation operation, Tensor w, int tokens) {
    if (!operation.isOpen()) {
      return;
    }
    int count = tokens == 1 ? 1 : TOKENS;
    int rows = Math.min(ROWS, w.shape().rows());
    int cols = w.shape().cols();
    float[] x = new float[cols];
    Arrays.fill(x, 1e-3f);
    float[] out = new float[TOKENS * ROWS];
    request(
        operation,
        (kernels, a, b, scratch) ->
            kernels.matmul(w, 0, rows, x, 0, 0, count, out, 0, rows, scratch));
  }

  /** Asks for products of one or several tokens with packed rows. */
  void packed(Operation operation, PackedRows w, int tokens) {
    if (!operation.isOpen()) {
      return;
    }
    int count = tokens == 1 ? 1 : TOKENS;
    RoundedRows x = rounded(w.cols(), count);
    float[] out = new float[TOKENS * PackedRows.SIDE];
    request(
        operation,
        (kernels, a, b, scratch) -> kernels.matmul(w, 0, 1, x, out, 0, PackedRows.SIDE, scratch));
  }

  private static RoundedRows rounded(int cols, int tokens) {
    RoundedRows rows = new RoundedRows();
    rows.reserve(tokens, cols);
    return rows;
  }

  /** Asks for an operation. */
  void request(Operation operation, Try trial) {
    if (!operation.isOpen()) {
      return;
    }
    synchronized (requests) {
      if (!operation.isOpen()) {
        return;
      }
      operation.requested = true;
      requests.add(new Request(operation, trial));
      if (!running) {
        running = true;
        start();
      }
    }
  }

  /** Without a thread nothing becomes warm, and nobody may wait for it. */
  private void start() {
    Thread thread = new Thread(this::work, "kvasir-warm-up");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no more threads: scalar code stays in use
      giveUp();
    }
  }

  private void giveUp() {
    synchronized (requests) {
      requests.forEach(request -> request.operation().requested = false);
      requests.clear();
      running = false;
    }
  }

  private void work() {
    boolean done = false;
    try {
      workOff();
      done = true;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  private void workOff() {
    float[] a = new float[FLOATS];
    float[] b = new float[FLOATS];
    Arrays.fill(a, 1e-3f);
    Kernels.Scratch vectorScratch = vector.newScratch();
    Kernels.Scratch scalarScratch = scalar.newScratch();
    while (true) {
      Request request;
      synchronized (requests) {
        request = requests.poll();
        if (request == null) {
          running = false;
          return;
        }
      }
      Operation operation = request.operation();
      try {
        operation.warm = becomesFaster(request.trial(), a, b, vectorScratch, scalarScratch);
        if (!operation.warm) {
          warn(operation);
          operation.fail();
        }
      } catch (IllegalStateException e) { // the model was closed meanwhile: ask again
      } finally {
        operation.requested &= operation.warm; // nobody waits for what failed
      }
    }
  }

  /**
   * Until it is compiled, the vector form is so slow that few tries are enough; between them the
   * processor is left to the compiler. Many would also make C2 compile its loops once more, for
   * calls that are on their way.
   */
  private boolean becomesFaster(
      Try trial, float[] a, float[] b, Kernels.Scratch vectorScratch, Kernels.Scratch other) {
    long begin = System.nanoTime();
    int faster = 0;
    while (faster < FASTER_ROUNDS && System.nanoTime() - begin < MOST_NANOS) {
      long scalarNanos = nanos(scalar, trial, a, b, other);
      long vectorNanos = nanos(vector, trial, a, b, vectorScratch);
      faster++;
      if (vectorNanos >= scalarNanos) {
        faster = 0;
        LockSupport.parkNanos(this, Math.min(vectorNanos, PAUSE_NANOS));
      }
    }
    return faster == FASTER_ROUNDS;
  }

  /** Once, and not at the first failure: the machine may have been busy. */
  private void warn(Operation operation) {
    if (operation.failed && !warned) {
      warned = true;
      System.getLogger(WarmUp.class.getName())
          .log(
              Level.WARNING,
              "slow scalar kernels stay in use: this virtual machine did not compile the Vector"
                  + " API's within "
                  + MOST_NANOS / 1_000_000_000
                  + " s");
    }
  }

  /** The mean time of a try. */
  private static long nanos(
      Kernels kernels, Try trial, float[] a, float[] b, Kernels.Scratch scratch) {
    Arrays.fill(b, 0);
    long begin = System.nanoTime();
    long nanos = 0;
    int tries = 0;
    while (tries < TRIES && nanos < ROUND_NANOS) {
      trial.run(kernels, a, b, scratch);
      tries++;
      nanos = System.nanoTime() - begin;
    }
    return nanos / tries;
  }
}
