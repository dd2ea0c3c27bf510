package io.kvasir.cli;

import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.Statistics;
import io.kvasir.tokenizer.Tokenizer;

/** The text itself; in a pipe nothing else. */
final class TextView implements GenerationView {

  private static final String DIM = "\u001b[2m";
  private static final String NORMAL = "\u001b[0m";

  private final Streams streams;
  private final boolean showPrompt;

  TextView(Streams streams, boolean showPrompt) {
    this.streams = streams;
    this.showPrompt = showPrompt;
  }

  @Override
  public void prompt(Tokenizer tokenizer, int[] ids) {
    if (showPrompt) {
      String text = tokenizer.decode(ids, true);
      streams.out().print(streams.colour() ? DIM + text + NORMAL : text);
      streams.out().push();
    }
  }

  @Override
  public void token(Emitted token) {
    if (!token.text().isEmpty()) {
      streams.out().print(token.text());
      streams.out().push();
    }
  }

  @Override
  public void end(String stopReason, Statistics statistics) {
    if (streams.outputIsTerminal()) {
      streams.out().print("\n");
      streams.out().push();
    }
  }
}
