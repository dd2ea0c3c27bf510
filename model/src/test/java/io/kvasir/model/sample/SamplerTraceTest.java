package io.kvasir.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.sample.SamplerTrace.StepResult;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of a choice. */
class SamplerTraceTest {
  private static final int VOCABULARY = 300;

  private static float[] logits(long seed) {
    Random random = new Random(seed);
    float[] logits = new float[VOCABULARY];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    return logits;
  }

  @Test
  void everyStepShowsWhatItLeft() {
    float[] logits = logits(1);
    SamplerTrace trace = new SamplerTrace(10, 1 << 20);
    SamplerSpec spec = SamplerSpec.defaults().seed(3);
    int token = spec.sampler(VOCABULARY).sample(logits, 0, trace);

    Choice choice = trace.choices().getFirst();
    assertThat(choice.token()).isEqualTo(token);
    assertThat(choice.random()).isBetween(0.0, 1.0);
    assertThat(choice.logits()).isEqualTo(logits);
    assertThat(choice.steps().stream().map(StepResult::name).toList())
        .isEqualTo(List.of("top-k", "top-p", "min-p", "temperature", "draw"));
    assertThat(choice.steps().getFirst().kept()).isEqualTo(40);
    assertThat(choice.steps().getFirst().ids()).hasSize(10);
    assertThat(choice.steps().getLast().ids()).containsExactly(token);
    for (StepResult step : choice.steps()) {
      if (step.kept() <= 10) {
        assertThat(Arrays.stream(step.probabilities()).sum()).isEqualTo(1, within(1e-9));
      }
    }
  }

  @Test
  void theRawDistributionIsTheSoftmaxAndItsEntropyIsExact() {
    float[] logits = new float[VOCABULARY]; // all the same
    SamplerTrace trace = new SamplerTrace(3, 0);
    SamplerSpec.greedy().sampler(VOCABULARY).sample(logits, 0, trace);

    Choice choice = trace.choices().getFirst();
    assertThat(choice.entropy()).isEqualTo(Math.log(VOCABULARY), within(1e-9));
    assertThat(choice.raw().ids()).containsExactly(0, 1, 2); // of equal ones the lower id
    assertThat(Arrays.stream(choice.raw().probabilities()).boxed().toList())
        .allMatch(p -> Math.abs(p - 1.0 / VOCABULARY) < 1e-12);
    assertThat(choice.logits()).isNull(); // no memory for it
    assertThat(choice.random()).isNaN();
  }

  @Test
  void theSameTokensAreChosenWhetherAnybodyLooksOrNot() {
    Sampler watched = SamplerSpec.defaults().seed(8).sampler(VOCABULARY);
    Sampler alone = SamplerSpec.defaults().seed(8).sampler(VOCABULARY);
    SamplerTrace trace = new SamplerTrace(20, 1 << 20);
    for (int i = 0; i < 50; i++) {
      float[] logits = logits(i);
      assertThat(watched.sample(logits, 0, trace))
          .isEqualTo(alone.sample(logits, 0, SamplerObserver.NONE));
    }
    assertThat(trace.choices()).hasSize(50);
  }
}
