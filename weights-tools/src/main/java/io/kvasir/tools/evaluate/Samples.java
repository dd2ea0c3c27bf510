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

/** Stories that the model tells from nothing. */
final class Samples {
  /** Temperature 0.8 and nothing else. */
  static final SamplerSpec PLAIN = new SamplerSpec(0.8, 0, 1, 0, 1, OptionalLong.empty());

  /** What every command does where nothing is asked for: temperature 0.8, unlikely tokens cut. */
  static final SamplerSpec USUAL = SamplerSpec.defaults();

  private static final double CONSISTENT = 0.95;

  private final SamplerSpec sampler;
  private final List<String> texts = new ArrayList<>();
  private int ended;

  private Samples(SamplerSpec sampler) {
    this.sampler = sampler;
  }

  /**
   * Lets the model tell stories.
   *
   * @param sampler chooses the tokens; its seed is replaced
   * @param told hears before each how many there are
   */
  static Samples tell(Kvasir kvasir, int count, SamplerSpec sampler, IntConsumer told) {
    Samples samples = new Samples(sampler);
    for (int seed = 0; seed < count; seed++) {
      told.accept(seed);
      samples.add(kvasir, "", seed);
    }
    return samples;
  }

  private void add(Kvasir kvasir, String opening, long seed) {
    StringBuilder text = new StringBuilder(opening);
    try (Generation generation = kvasir.start(opening, options(sampler, seed))) {
      generation.forEachRemaining(emitted -> text.append(emitted.text()));
      ended += generation.stopReason().filter(StopReason.END_TOKEN::equals).isPresent() ? 1 : 0;
    }
    texts.add(text.toString());
  }

  static GenerateOptions options(SamplerSpec sampler, long seed) {
    return GenerateOptions.defaults().sampler(sampler).seed(seed);
  }

  List<String> texts() {
    return texts;
  }

  private String described() {
    return "temperature "
        + sampler.temperature()
        + (sampler.equals(PLAIN)
            ? ""
            : ", top-k "
                + sampler.topK()
                + ", top-p "
                + sampler.topP()
                + ", min-p "
                + sampler.minP());
  }

  List<Figure> figures() {
    StoryChecker checker = new StoryChecker(Grammar.standard());
    long consistent = texts.stream().filter(text -> checker.check(text).consistent()).count();
    return List.of(
        Figure.atLeast(
            "consistent of " + texts.size() + " sampled stories, " + described(),
            (double) consistent / texts.size(),
            CONSISTENT),
        Figure.reported("sampled stories that end", Figure.percent((double) ended / texts.size())));
  }
}
