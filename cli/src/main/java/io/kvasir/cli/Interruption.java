package io.kvasir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C. The virtual machine answers the signal by ending, with exit code 130; this delays it
 * until the command has come to a good place and said what it has to say. A command that never asks
 * ends at once.
 */
final class Interruption {

  /** Long enough for a pass over a long prompt, short enough for a user who means it. */
  private static final int PATIENCE_SECONDS = 10;

  /** The exit code after Ctrl-C: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final boolean bySignal;
  private volatile boolean requested;
  private volatile boolean watched; // the command looks whether it should end
  private volatile boolean keepsRunning;
  private volatile @Nullable Runnable action;

  private Interruption(boolean bySignal) {
    this.bySignal = bySignal;
  }

  /** An interruption that only {@link #request} causes. */
  static Interruption never() {
    return new Interruption(false);
  }

  /** An interruption by the signals that end a process. */
  static Interruption bySignal() {
    Interruption interruption = new Interruption(true);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::waitForCommand, "interruption"));
    return interruption;
  }

  /** Whether the command should come to an end. */
  boolean requested() {
    watched = true;
    return requested;
  }

  void request() {
    requested = true;
    stop();
  }

  private boolean stop() {
    Runnable stop = action;
    if (stop != null) {
      stop.run();
    }
    return stop != null;
  }

  /**
   * What brings the command to an end soon; run by another thread, and at once if it is too late.
   */
  void onRequest(Runnable stop) {
    action = stop;
    if (requested) {
      stop.run();
    }
  }

  /** There is nothing to bring to an end: the command waits for its user. */
  void idle() {
    action = null;
  }

  /** From now on Ctrl-C ends what is going on, and the process only if nothing is. */
  void keepRunning() {
    keepsRunning = true;
    if (bySignal) {
      Signals.onInterrupt(this::stopOrExit);
    }
  }

  private void stopOrExit() {
    if (!stop()) {
      System.exit(INTERRUPTED);
    }
  }

  /** Says that the command has nothing more to do or print. */
  void finished() {
    finished.countDown();
  }

  private void waitForCommand() {
    request();
    if (action == null && (keepsRunning || !watched)) { // nobody would come to an end any sooner
      WholeFile.abandon();
      return;
    }
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
