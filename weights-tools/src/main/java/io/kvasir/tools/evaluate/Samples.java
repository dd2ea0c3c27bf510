package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.StopReason;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.StoryChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/** Stories that the model tells from nothing, at temperature 0.8 and nothing else. */
final class Samples {
  private static final double TEMPERATURE = 0.8;
  private static final double CONSISTENT = 0.95;

  private final List<String> texts = new ArrayList<>();
  private int ended;

  private Samples() {}

  /**
   * Lets the model tell stories.
   *
   * @param told hears before each how many there are
   */
  static Samples tell(Kvasir kvasir, int count, IntConsumer told) {
    Samples samples = new Samples();
    for (int seed = 0; seed < count; seed++) {
      told.accept(seed);
      samples.add(kvasir, "", seed);
    }
    return samples;
  }

  private void add(Kvasir kvasir, String opening, long seed) {
    StringBuilder text = new StringBuilder(opening);
    try (Generation generation = kvasir.start(opening, options(seed))) {
      generation.forEachRemaining(emitted -> text.append(emitted.text()));
      ended += generation.stopReason().filter(StopReason.END_TOKEN::equals).isPresent() ? 1 : 0;
    }
    texts.add(text.toString());
  }

  static GenerateOptions options(long seed) {
    return GenerateOptions.defaults()
        .sampler(new SamplerSpec(TEMPERATURE, 0, 1, 0, 1, OptionalLong.of(seed)));
  }

  List<String> texts() {
    return texts;
  }

  List<Figure> figures() {
    StoryChecker checker = new StoryChecker(Grammar.standard());
    long consistent = texts.stream().filter(text -> checker.check(text).consistent()).count();
    return List.of(
        Figure.atLeast(
            "consistent of " + texts.size() + " sampled stories, temperature 0.8",
            (double) consistent / texts.size(),
            CONSISTENT),
        Figure.reported("sampled stories that end", Figure.percent((double) ended / texts.size())));
  }
}
