package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusStatisticsTest {
  @Test
  void figuresOfTwoStories() {
    Plan plan = new Plan("lost", List.of());
    Story one = new Story("Mia ran. \"Stop!\" said Tom.\nThe end.", plan, 4);
    Story two = new Story("Mia ran. The end.", new Plan("found", List.of()), 8);
    CorpusStatistics statistics = CorpusStatistics.of(Stream.of(one, two, one));
    assertThat(statistics)
        .isEqualTo(
            new CorpusStatistics(
                3, 2, 18, 4, 7, 7, 2, 8, 3, 16.0 / 3, Map.of("lost", 2, "found", 1)));
    assertThat(statistics.bitsPerWord()).isEqualTo(16.0 / 18, within(1e-12));
    assertThat(statistics.report()).contains("stories          3 (2 distinct)\n", "plot lost ");
  }

  @Test
  void theCorpusIsVaried() {
    CorpusStatistics statistics = CorpusStatistics.of(Corpora.stories(10_000).stream());
    assertThat(statistics.distinct()).isEqualTo(10_000);
    assertThat(statistics.openings()).isGreaterThan(2000);
    assertThat(statistics.distinctSentences()).isGreaterThan(100_000);
    assertThat(statistics.vocabulary()).isBetween(1500, 2500);
    assertThat(statistics.bits()).isBetween(90.0, 160.0);
    assertThat(statistics.plots()).hasSizeGreaterThan(20);
  }
}
