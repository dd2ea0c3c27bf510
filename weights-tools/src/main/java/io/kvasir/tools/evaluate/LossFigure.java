package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.List;

/** The loss of stories that the model has never seen, beside what no model can go below. */
final class LossFigure {
  private static final double LN2 = Math.log(2);
  private static final long SEED = 99;

  private LossFigure() {}

  static Figure of(Kvasir kvasir, int stories) {
    List<Story> unseen =
        new StoryGenerator(Grammar.standard())
            .stories(Split.EVALUATION, SEED)
            .limit(stories)
            .toList();
    double loss = 0; // nats
    double least = 0; // nats
    long tokens = 0;
    for (Story story : unseen) {
      int[] ids = kvasir.tokenizer().encode(story.text(), true, false);
      loss -= LogProbability.of(kvasir, ids, 1);
      least += story.bits() * LN2;
      tokens += ids.length - 1;
    }
    return Figure.reported(
        "loss of " + stories + " unseen stories",
        Text.format("%.4f nats per token; ", loss / tokens)
            + Text.format("the grammar's own information is %.4f", least / tokens));
  }
}
