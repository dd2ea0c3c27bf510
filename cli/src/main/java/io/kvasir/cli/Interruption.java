package io.kvasir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. The virtual machine answers the signal by ending, with exit code 130; this delays it
 * until the command has come to a good place and said what it has to say.
 */
final class Interruption {

  /** Long enough for a pass over a long prompt, short enough for a user who means it. */
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile Runnable action = () -> {};

  /** An interruption that only {@link #request} causes. */
  static Interruption never() {
    return new Interruption();
  }

  /** An interruption by the signals that end a process. */
  static Interruption bySignal() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::waitForCommand, "interruption"));
    return interruption;
  }

  /** Whether the command should come to an end. */
  boolean requested() {
    return requested;
  }

  void request() {
    requested = true;
    action.run();
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

  /** Says that the command has nothing more to do or print. */
  void finished() {
    finished.countDown();
  }

  private void waitForCommand() {
    request();
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
