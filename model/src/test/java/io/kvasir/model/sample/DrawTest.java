package io.kvasir.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawTest {
  @Test
  void theNumbersAreThoseOfSplitMix64() {
    // The first outputs for the seed 1234567, as published with the reference implementation.
    String[] published = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    Draw draw = new Draw(1234567);
    Candidates candidates = new Candidates(2);
    for (String number : published) {
      candidates.begin(new float[2], 0);
      draw.apply(candidates);
      assertThat(draw.random()).isEqualTo((Long.parseUnsignedLong(number) >>> 11) * 0x1p-53);
      assertThat(SamplerStepTest.ids(candidates)).containsExactly(draw.random() < 0.5 ? 0 : 1);
    }
  }

  @Test
  void tokensAppearAsOftenAsTheirProbabilitySays() {
    double[] probabilities = {0.1, 0.4, 0.2, 0.05, 0.25};
    SamplerSpec plain = SamplerSpec.defaults().topK(0).topP(1).minP(0).temperature(1);
    assertThat(chiSquare(plain, probabilities, probabilities))
        .isLessThan(18.5); // 4 degrees of freedom, p = 0.001
  }

  @Test
  void temperatureTwoTakesTheSquareRootOfTheProbabilities() {
    double[] probabilities = {0.04, 0.64, 0.16, 0.16};
    double[] flatter = {0.2 / 1.8, 0.8 / 1.8, 0.4 / 1.8, 0.4 / 1.8};
    SamplerSpec plain = SamplerSpec.defaults().topK(0).topP(1).minP(0).temperature(2);
    assertThat(chiSquare(plain, probabilities, flatter))
        .isLessThan(16.3); // 3 degrees of freedom, p = 0.001
  }

  @Test
  void whatIsCutSharesItsProbabilityOut() {
    double[] probabilities = {0.1, 0.4, 0.2, 0.05, 0.25};
    double[] best = {0, 0.4 / 0.85, 0.2 / 0.85, 0, 0.25 / 0.85};
    SamplerSpec plain = SamplerSpec.defaults().topK(3).topP(1).minP(0).temperature(1);
    assertThat(chiSquare(plain, probabilities, best))
        .isLessThan(13.8); // 2 degrees of freedom, p = 0.001
  }

  /** Σ (seen - expected)² / expected over 20,000 draws with a fixed seed. */
  private static double chiSquare(SamplerSpec spec, double[] probabilities, double[] expected) {
    int draws = 20_000;
    int[] seen = new int[probabilities.length];
    Sampler sampler = spec.seed(42).sampler(probabilities.length);
    float[] logits = SamplerStepTest.logs(probabilities);
    for (int i = 0; i < draws; i++) {
      seen[sampler.sample(logits, 0, SamplerObserver.NONE)]++;
    }
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      double wanted = draws * expected[i];
      if (wanted == 0) {
        assertThat(seen[i]).isZero();
      } else {
        sum += (seen[i] - wanted) * (seen[i] - wanted) / wanted;
      }
    }
    return sum;
  }

  @Test
  void forksMakeTheSameChoicesAndDoNotDisturbOneAnother() {
    SamplerSpec spec = SamplerSpec.defaults().repetitionPenalty(1.3).topK(0).seed(5);
    Sampler original = spec.sampler(50);
    float[] logits = new float[50];
    for (int i = 0; i < 10; i++) {
      original.accept(original.sample(logits, 0, SamplerObserver.NONE));
    }
    Sampler fork = original.fork();
    assertThat(fork.seed()).isEqualTo(5);
    int[] first = continued(fork, logits);
    assertThat(continued(original, logits)).isEqualTo(first);
  }

  private static int[] continued(Sampler sampler, float[] logits) {
    int[] tokens = new int[30];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = sampler.sample(logits, 0, SamplerObserver.NONE);
      sampler.accept(tokens[i]);
    }
    return tokens;
  }

  @Test
  void aSeedThatWasMadeUpRepeatsTheChoices() {
    float[] logits = new float[1000];
    Sampler first = SamplerSpec.defaults().topK(0).topP(1).sampler(1000);
    int[] tokens = continued(first, logits);
    assertThat(
            continued(
                SamplerSpec.defaults().topK(0).topP(1).seed(first.seed()).sampler(1000), logits))
        .isEqualTo(tokens);
    assertThat(SamplerSpec.defaults().sampler(2).seed()).isNotEqualTo(first.seed());
  }

  @Test
  void exponentialsAreThoseOfStrictMath() {
    float[] x = new float[100_000];
    for (int i = 1; i < x.length; i++) {
      x[i] = x[i - 1] - 0.00708f;
    }
    double[] y = new double[x.length];
    new Softmax().exp(x, x.length, 0, y);
    for (int i = 0; i < x.length; i++) {
      double exact = StrictMath.exp(x[i]);
      assertThat(y[i]).isCloseTo(exact, within(2 * Math.ulp(exact)));
    }
    assertThat(y[0]).isEqualTo(1);
  }

  @Test
  void exponentialsBelowTheNormalNumbersAreZero() {
    double[] y = new double[3];
    new Softmax().exp(new float[] {-709, -1e30f, Float.NEGATIVE_INFINITY}, 3, 0, y);
    assertThat(y).containsExactly(0, 0, 0);
  }

  @Test
  void logProbabilitiesAreOfTheRawDistribution() {
    Sampler sampler = SamplerSpec.greedy().repetitionPenalty(2).sampler(3);
    sampler.accept(2);
    float[] logits = {99, 1, 2, 3, 1000};
    double sum = Math.exp(-2) + Math.exp(-1) + 1;
    assertThat(sampler.logProbability(logits, 1, 0)).isCloseTo(-2 - Math.log(sum), within(1e-15));
    assertThat(sampler.logProbability(logits, 1, 2)).isCloseTo(-Math.log(sum), within(1e-15));
    assertThat(sampler.logProbability(logits, 2, 2)).isZero();
  }
}
