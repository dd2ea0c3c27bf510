package io.kvasir.model.generate;

import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A text on its way, token by token: the caller pulls. The first {@link #next} takes the prompt in,
 * each further one is one pass of one token. To stop early, do not call it any more.
 *
 * <p>Not for several threads at once, but for {@link #stop}. Different generations of one model may
 * run in different threads.
 */
public final class Generation implements Iterator<Emitted>, AutoCloseable {
  private final Passes passes;
  private final Observer observer;
  private final Ablation ablation;
  private final int[] prompt;
  private final Continuation continuation;
  private double promptSeconds;
  private double newSeconds;
  private volatile boolean stopped;

  Generation(
      Passes passes,
      Continuation continuation,
      int[] prompt,
      Observer observer,
      Ablation ablation) {
    this.passes = passes;
    this.continuation = continuation;
    this.prompt = prompt;
    this.observer = observer;
    this.ablation = ablation;
  }

  /**
   * Whether there is another token. Runs no pass.
   *
   * @return false after a reason to stop, and after {@link #stop} or {@link #close}
   */
  @Override
  public boolean hasNext() {
    return !stopped && continuation.stopReason() == null;
  }

  /**
   * Runs a pass and chooses a token.
   *
   * @return the token and the text that became readable with it
   * @throws NoSuchElementException if {@link #hasNext} is false
   * @throws CancellationException if {@link #stop} was called while the prompt was taken in
   * @throws io.kvasir.model.weights.ModelFormatException if the weights lead to numbers that are
   *     not finite
   */
  @Override
  public Emitted next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the generation has ended");
    }
    if (continuation.newTokens() == 0) { // the prompt's pass has the first token's logits
      prefill();
    } else {
      long start = System.nanoTime();
      pass();
      newSeconds += secondsSince(start);
    }
    long start = System.nanoTime();
    Emitted emitted = continuation.choose();
    newSeconds += secondsSince(start);
    return emitted;
  }

  /**
   * Takes the prompt in now and not at the first {@link #next}; also where no token is wanted at
   * all.
   *
   * @throws CancellationException if {@link #stop} was called meanwhile
   * @throws io.kvasir.model.weights.ModelFormatException if the weights lead to numbers that are
   *     not finite
   */
  public void prefill() {
    long start = System.nanoTime();
    while (!continuation.promptIsIn()) {
      if (stopped) {
        throw new CancellationException("stopped in the prompt");
      }
      pass();
    }
    promptSeconds += secondsSince(start);
  }

  private void pass() {
    boolean done = false;
    try {
      passes.forward(List.of(continuation.next()), observer, ablation);
      done = true;
    } finally {
      if (!done) { // the sequence is between two moments: there is no way on
        stopped = true;
      }
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) * 1e-9;
  }

  /**
   * The ids of the prompt.
   *
   * @return a copy, with the special tokens
   */
  public int[] prompt() {
    return prompt.clone();
  }

  /**
   * Why it ended.
   *
   * @return empty while there are more tokens, and after {@link #stop}
   */
  public Optional<StopReason> stopReason() {
    return Optional.ofNullable(continuation.stopReason());
  }

  /**
   * What it has cost so far.
   *
   * @return a snapshot
   */
  public Statistics statistics() {
    return new Statistics(
        continuation.promptTokens(),
        continuation.newTokens(),
        promptSeconds,
        newSeconds,
        continuation.sequence().bytes(),
        continuation.seed(),
        passes.engine());
  }

  /** Ends it from any thread: after the token that is being made, or within the prompt. */
  public void stop() {
    stopped = true;
  }

  /** Ends it. The memory is given back when nothing refers to this object any more. */
  @Override
  public void close() {
    stop();
  }
}
