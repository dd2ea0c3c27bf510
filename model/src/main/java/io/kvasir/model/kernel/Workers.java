package io.kvasir.model.kernel;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take chunks of a job until none is left. The caller takes chunks too, as worker 0;
 * it waits for those helpers only that came in time, so a sleeping helper never delays a small job.
 * Helpers spin for a moment between jobs, then sleep.
 *
 * <p>One caller at a time: {@link ParallelKernels} holds the lock.
 */
final class Workers {
  /** A job in numbered chunks. */
  interface Job {
    /**
     * Does one chunk.
     *
     * @param chunk its number
     * @param worker 0 is the caller
     */
    void run(int chunk, int worker);
  }

  private static final long SPIN_NANOS =
      50_000; // longer than the serial steps between two products
  private static final int SPINS_PER_LOOK = 16; // at the clock
  private static final int SPINS_BEFORE_YIELD = 20_000; // a millisecond
  private static final int SPINS_BEFORE_SLEEP = 22_000;
  private static final long SLEEP_NANOS = 50_000;

  // Words that threads share stand 128 bytes apart, so that none shares a cache line with another.
  private static final int JOB_NUMBER = 32;
  private static final int NEXT_CHUNK = 64;
  private static final int GATE = 96; // helpers inside, or CLOSED + helpers inside
  private static final int WORDS = 128;
  private static final int CLOSED = Integer.MIN_VALUE;

  private final AtomicIntegerArray words = new AtomicIntegerArray(WORDS);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Helper[] helpers;
  private @Nullable Job job; // written while the gate is closed
  private int chunks;
  private volatile boolean ended;

  Workers(int threads) {
    words.set(GATE, CLOSED);
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
      helpers[i].start();
    }
  }

  /** Whether this thread is inside of a job of any pool. */
  static boolean isHelper(Thread thread) {
    return thread instanceof Helper;
  }

  /** Does all chunks; returns when no thread works on them any more. */
  @SuppressWarnings(
      "ThreadPriorityCheck") // a yield after a long spin frees the core for the helper
  void run(int chunks, Job job) {
    this.chunks = chunks;
    this.job = job;
    words.setRelease(NEXT_CHUNK, 0);
    words.set(GATE, 0);
    words.getAndIncrement(JOB_NUMBER);
    for (int i = 0; i < Math.min(helpers.length, chunks - 1); i++) {
      if (helpers[i].asleep) {
        LockSupport.unpark(helpers[i]);
      }
    }
    takeChunks(job, chunks, 0);
    words.getAndAdd(GATE, CLOSED);
    int spins = 0;
    while (words.getAcquire(GATE) != CLOSED) {
      if (++spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else if (spins < SPINS_BEFORE_SLEEP) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, SLEEP_NANOS);
      }
    }
    this.job = null;
    rethrow(failure.getAndSet(null));
  }

  private static void rethrow(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private void takeChunks(Job job, int chunks, int worker) {
    try {
      int chunk;
      while ((chunk = words.getAndIncrement(NEXT_CHUNK)) < chunks) {
        job.run(chunk, worker);
      }
    } catch (Throwable t) { // any: it reaches the caller
      words.set(NEXT_CHUNK, chunks);
      failure.compareAndSet(null, t);
    }
  }

  /** Ends the helpers and waits for them. */
  void end() {
    ended = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper);
    }
    boolean interrupted = false;
    for (Helper helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Helper extends Thread {
    private final int worker;
    volatile boolean asleep;

    Helper(int worker) {
      super("kvasir-worker-" + worker);
      this.worker = worker;
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (!ended) {
        if (awaitJob(seen)) {
          seen = words.getAcquire(JOB_NUMBER);
          help();
        }
      }
    }

    /**
     * Spins, then sleeps; true if there is a job that was not seen, false if it is worth looking
     * again.
     */
    private boolean awaitJob(int seen) {
      long begin = System.nanoTime();
      do {
        for (int i = 0; i < SPINS_PER_LOOK; i++) {
          if (words.getAcquire(JOB_NUMBER) != seen) {
            return true;
          }
          Thread.onSpinWait();
        }
      } while (System.nanoTime() - begin < SPIN_NANOS);
      asleep = true;
      if (words.get(JOB_NUMBER) == seen
          && !ended) { // looked at after asleep was set: no job is missed
        LockSupport.park(Workers.this);
      }
      asleep = false;
      Thread.interrupted(); // else a park would return at once for ever
      return words.get(JOB_NUMBER) != seen;
    }

    private void help() {
      int inside = words.get(GATE);
      while (inside >= 0) {
        int witness = words.compareAndExchange(GATE, inside, inside + 1);
        if (witness == inside) {
          Job current = job;
          if (current != null) {
            takeChunks(current, chunks, worker);
          }
          words.getAndAdd(GATE, -1);
          return;
        }
        inside = witness;
      }
    }
  }
}
