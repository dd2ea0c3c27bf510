package io.kvasir.cli;

import io.kvasir.tools.train.TrainingListener;
import java.util.Locale;

/**
 * Shows how a training goes: on a terminal a bar that stays in its line, else a line now and then.
 */
final class TrainingView implements TrainingListener, AutoCloseable {
  private static final int BAR = 24; // characters
  private static final int EVERY = 50; // steps per line where there is no terminal

  private final Streams streams;
  private final int batchTokens;
  private final Interruption interruption;
  private boolean bar;

  TrainingView(Streams streams, Interruption interruption, int batchTokens) {
    this.streams = streams;
    this.interruption = interruption;
    this.batchTokens = batchTokens;
  }

  @Override
  public void step(int step, int steps, double loss, double tokensPerSecond) {
    if (!streams.errorIsTerminal() && step % EVERY != 0 && step != steps && step != 1) {
      return;
    }
    long seconds = Math.round((steps - step) * (double) batchTokens / tokensPerSecond);
    int done = (int) ((long) BAR * step / steps);
    String line =
        String.format(
            Locale.ROOT,
            "[%s%s] step %d of %d, loss %.3f, %.0f tokens/s, %d:%02d:%02d left",
            "=".repeat(done),
            " ".repeat(BAR - done),
            step,
            steps,
            loss,
            tokensPerSecond,
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60);
    if (streams.errorIsTerminal()) {
      streams.err().print("\r" + line + " ");
      streams.err().flush();
      bar = true;
    } else {
      streams.err().println(line);
    }
  }

  @Override
  public void note(String line) {
    endBar();
    streams.err().println(line);
  }

  @Override
  public void sample(int step, String story) {
    endBar();
    streams.err().println("after step " + step + " the model tells:\n" + story + "\n");
  }

  @Override
  public boolean stops() {
    return interruption.requested();
  }

  private void endBar() {
    if (bar) {
      streams.err().println();
      bar = false;
    }
  }

  @Override
  public void close() {
    endBar();
  }
}
