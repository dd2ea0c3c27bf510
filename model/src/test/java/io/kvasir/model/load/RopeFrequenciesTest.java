package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The scalings of rotary frequencies at points where their formulas are known. */
class RopeFrequenciesTest {
  private static final Offset<Float> CLOSE = within(1e-7f);

  @Test
  void plainFrequenciesArePowersOfTheBase() {
    float[] plain = RopeFrequencies.plain(8, 10000);

    assertThat(plain).containsExactly(new float[] {1, 0.1f, 0.01f, 0.001f}, CLOSE);
  }

  @Test
  void partOfTheFloatsStandsStill() {
    assertThat(RopeFrequencies.partial(8, 4, 10000))
        .containsExactly(new float[] {1, 0.1f, 0, 0}, CLOSE);
  }

  @Test
  void linearScalingDividesAllAlike() {
    assertThat(RopeFrequencies.divided(new float[] {1, 0.5f}, 4)).containsExactly(0.25f, 0.125f);
  }

  @Test
  void longRopeDividesEachByItsOwnFactor() {
    assertThat(RopeFrequencies.divided(new float[] {1, 0.5f}, new float[] {2, 5}))
        .containsExactly(new float[] {0.5f, 0.1f}, CLOSE);
  }

  @Test
  void smoothingKeepsFastPairsAndSlowsDownSlowOnes() {
    // Within 2π·8 positions a pair of frequency f turns 8f times: kept from 4 turns on, slowed to
    // 1.
    double context = 2 * Math.PI * 8;
    float[] result =
        RopeFrequencies.smoothed(new float[] {1, 0.5f, 0.3125f, 0.125f, 0.01f}, 8, 1, 4, context);

    assertThat(result[0]).isEqualTo(1);
    assertThat(result[1]).isEqualTo(0.5f);
    assertThat(result[2])
        .isCloseTo(0.3125f / 2 / 8 + 0.3125f / 2, CLOSE); // 2.5 turns: half of each
    assertThat(result[3]).isCloseTo(0.125f / 8, CLOSE);
    assertThat(result[4]).isCloseTo(0.01f / 8, CLOSE);
  }

  @Test
  void yarnMixesBetweenTheTwoBorders() {
    float[] plain = RopeFrequencies.plain(32, 10000);
    float[] result = RopeFrequencies.yarn(plain, 10000, 4, 256, 32, 1, true);

    // The pair that turns 32 times within 256 positions is 0.42, the one that turns once 6.44.
    assertThat(result[0]).isEqualTo(plain[0]);
    assertThat(result[7]).isCloseTo(plain[7] / 4, CLOSE);
    assertThat(result[15]).isCloseTo(plain[15] / 4, CLOSE);
    float slowed = 3 / 7f; // of pair 3 between 0 and 7
    assertThat(result[3]).isCloseTo(plain[3] / 4 * slowed + plain[3] * (1 - slowed), CLOSE);
  }

  @Test
  void yarnWithoutWholeBordersMixesElsewhere() {
    float[] plain = RopeFrequencies.plain(32, 10000);

    assertThat(RopeFrequencies.yarn(plain, 10000, 4, 256, 32, 1, false))
        .isNotEqualTo(RopeFrequencies.yarn(plain, 10000, 4, 256, 32, 1, true));
  }

  @Test
  void theDynamicBaseGrowsWithTheFactor() {
    assertThat(RopeFrequencies.dynamicBase(10000, 1, 8)).isEqualTo(10000);
    assertThat(RopeFrequencies.dynamicBase(10000, 2, 4)).isCloseTo(90000, within(1e-6));
  }
}
