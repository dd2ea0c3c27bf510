package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.Generation;
import java.util.concurrent.CancellationException;

/** One generation from its prompt to its end. */
final class GenerationRun {

  private GenerationRun() {}

  /** Shows the prompt and every token as soon as it is known; gives the new text. */
  static String of(Kvasir kvasir, Generation generation, GenerationView view) {
    view.prompt(kvasir.tokenizer(), generation.prompt());
    StringBuilder text = new StringBuilder();
    try {
      generation.prefill();
      while (generation.hasNext()) {
        Emitted token = generation.next();
        text.append(token.text());
        view.token(token);
      }
    } catch (CancellationException e) {
      // Ctrl-C within the prompt: what follows says so.
    }
    view.end(StatisticsText.stopReason(generation), generation.statistics());
    return text.toString();
  }
}
