package io.kvasir.cli;

import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.Statistics;
import io.kvasir.tokenizer.Tokenizer;

/** How a generation is shown on standard output while it goes on. */
interface GenerationView {

  /** Before the first token: the ids that the model is given. */
  void prompt(Tokenizer tokenizer, int[] ids);

  void token(Emitted token);

  /** After the last token. */
  void end(String stopReason, Statistics statistics);
}
