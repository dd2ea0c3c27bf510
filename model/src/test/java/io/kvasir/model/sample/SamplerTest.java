package io.kvasir.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {
  @Test
  void theChainChoosesWhatAnImplementationChoosesThatSortsEverything() {
    Random random = new Random(17);
    for (int round = 0; round < 400; round++) {
      SamplerSpec spec = randomSpec(random);
      int vocabulary = 1 + random.nextInt(random.nextBoolean() ? 20 : 700);
      Sampler sampler = spec.sampler(vocabulary);
      NaiveChain naive = new NaiveChain(spec);
      for (int i = 0; i < 12; i++) {
        float[] logits = randomLogits(random, vocabulary);
        int token = sampler.sample(logits, 0, SamplerObserver.NONE);
        assertThat(token).as("%s, vocabulary %d", spec, vocabulary).isEqualTo(naive.sample(logits));
        sampler.accept(token);
        naive.accept(token);
      }
    }
  }

  private static SamplerSpec randomSpec(Random random) {
    double[] temperatures = {0, 0.3, 0.8, 1, 2.5};
    double[] penalties = {0.7, 1, 1, 1.1, 2};
    return SamplerSpec.defaults()
        .temperature(temperatures[random.nextInt(5)])
        .topK(random.nextBoolean() ? 0 : random.nextInt(50))
        .topP(random.nextBoolean() ? 1 : random.nextDouble())
        .minP(random.nextBoolean() ? 0 : random.nextDouble() * random.nextDouble())
        .repetitionPenalty(penalties[random.nextInt(5)])
        .seed(random.nextLong());
  }

  /** Wide, narrow and full of equal values. */
  private static float[] randomLogits(Random random, int vocabulary) {
    float scale = new float[] {0, 0.5f, 3, 20}[random.nextInt(4)];
    boolean whole = random.nextBoolean();
    float[] logits = new float[vocabulary];
    for (int i = 0; i < vocabulary; i++) {
      float logit = (float) random.nextGaussian() * scale;
      logits[i] = whole ? Math.round(logit) : logit;
    }
    return logits;
  }

  @Test
  void nothingIsAllocatedPerToken() {
    int vocabulary = 1_000;
    float[][] logits = new float[16][];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = randomLogits(new Random(i), vocabulary);
    }
    for (SamplerSpec spec :
        List.of(
            SamplerSpec.greedy(),
            SamplerSpec.defaults().repetitionPenalty(1.1),
            SamplerSpec.defaults().topK(0),
            SamplerSpec.defaults().topK(0).topP(1))) {
      Sampler sampler = spec.sampler(vocabulary);
      sample(sampler, logits, 200);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      List<Long> rounds = new ArrayList<>(); // the first ones may hold what the JIT compiler makes
      do {
        long before = threads.getCurrentThreadAllocatedBytes();
        sample(sampler, logits, 1_000);
        rounds.add(threads.getCurrentThreadAllocatedBytes() - before);
      } while (rounds.getLast() > 0 && rounds.size() < 20);
      assertThat(rounds).as("%s", spec).contains(0L);
    }
  }

  private static void sample(Sampler sampler, float[][] logits, int tokens) {
    for (int i = 0; i < tokens; i++) {
      sampler.accept(sampler.sample(logits[i % logits.length], 0, SamplerObserver.NONE));
    }
  }

  @Test
  void anObserverSeesEveryStepAndChangesNothing() {
    SamplerSpec spec = SamplerSpec.defaults().repetitionPenalty(1.2).topK(4).topP(0.85).seed(8);
    Sampler watched = spec.sampler(6);
    Sampler alone = spec.sampler(6);
    List<String> log = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    SamplerObserver observer =
        new SamplerObserver() {
          @Override
          public void begin(Candidates candidates) {
            log.add("raw " + candidates.size());
          }

          @Override
          public void after(SamplerStep step, Candidates candidates) {
            log.add(step.name() + " " + candidates.size());
          }

          @Override
          public void chosen(int token, double random) {
            log.add("token " + token);
            numbers.add(random);
          }
        };
    float[] logits = SamplerStepTest.logs(0.4, 0.3, 0.15, 0.1, 0.04, 0.01);
    int token = watched.sample(logits, 0, observer);
    assertThat(token).isEqualTo(alone.sample(logits, 0, SamplerObserver.NONE));
    assertThat(log)
        .containsExactly(
            "raw 6",
            "repetition penalty 6",
            "top-k 4",
            "top-p 3",
            "min-p 3",
            "temperature 3",
            "draw 1",
            "token " + token);
    assertThat(numbers).singleElement().satisfies(n -> assertThat(n).isBetween(0.0, 1.0));
  }

  @Test
  void greedyDrawsNoNumber() {
    List<Double> numbers = new ArrayList<>();
    SamplerObserver observer =
        new SamplerObserver() {
          @Override
          public void chosen(int token, double random) {
            numbers.add(random);
          }
        };
    SamplerSpec.greedy().sampler(2).sample(new float[] {0, 1}, 0, observer);
    assertThat(numbers).containsExactly(Double.NaN);
  }

  @Test
  void defaultsAreTheUsualOnes() {
    SamplerSpec spec = SamplerSpec.defaults();
    assertThat(spec.temperature()).isEqualTo(0.8);
    assertThat(spec.topK()).isEqualTo(40);
    assertThat(spec.topP()).isEqualTo(0.95);
    assertThat(spec.minP()).isEqualTo(0.05);
    assertThat(spec.repetitionPenalty()).isEqualTo(1);
    assertThat(spec.seed()).isEmpty();
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    SamplerSpec spec = SamplerSpec.defaults();
    assertThatThrownBy(() -> spec.temperature(-0.5))
        .hasMessage("temperature -0.5, wanted a number of at least 0");
    assertThatThrownBy(() -> spec.temperature(Double.NaN))
        .hasMessageStartingWith("temperature NaN");
    assertThatThrownBy(() -> spec.temperature(Double.POSITIVE_INFINITY))
        .hasMessageStartingWith("temperature Inf");
    assertThatThrownBy(() -> spec.topK(-1)).hasMessage("top-k -1, wanted a number of at least 0");
    assertThatThrownBy(() -> spec.topP(1.5)).hasMessage("top-p 1.5, wanted a number from 0 to 1");
    assertThatThrownBy(() -> spec.minP(-0.1)).hasMessage("min-p -0.1, wanted a number from 0 to 1");
    assertThatThrownBy(() -> spec.repetitionPenalty(0))
        .hasMessage("repetition penalty 0.0, wanted a number above 0");
  }

  @Test
  void aTokenOutsideOfTheVocabularyIsRefused() {
    Sampler sampler = SamplerSpec.greedy().sampler(3);
    assertThatThrownBy(() -> sampler.accept(3)).hasMessage("token 3, the vocabulary has 3");
    assertThatThrownBy(() -> sampler.accept(-1)).hasMessage("token -1, the vocabulary has 3");
  }
}
