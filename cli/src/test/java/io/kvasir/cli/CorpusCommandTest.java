package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorpusCommandTest {

  @Test
  void theSameSeedPrintsTheSameStories() {
    Run.Result two = Run.of("weights", "corpus", "-n", "2", "--seed", "7");

    assertThat(two.exit()).isZero();
    assertThat(two.err()).isEmpty();
    assertThat(two.out()).isEqualTo(Run.of("weights", "corpus", "-n", "2", "--seed", "7").out());
    assertThat(two.out()).startsWith(Run.of("weights", "corpus", "--seed", "7").out());
    assertThat(two.out()).isNotEqualTo(Run.of("weights", "corpus", "-n", "2").out());
    assertThat(two.out().split("\n\n", 0)).hasSize(2);
  }

  @Test
  void figuresTellOfTheWholeSet() {
    assertThat(Run.of("weights", "corpus", "-n", "100", "--figures").out())
        .contains("stories          100 (100 distinct)", "bits per story", "vocabulary");
  }

  @Test
  void wrongNumbersAreUsageErrors() {
    Run.Result none = Run.of("weights", "corpus", "-n", "0");

    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).isEqualTo("kvasir: -n 0: wanted a number of at least 1\n");
    assertThat(Run.of("weights", "train", "-o", "x.gguf", "--steps", "0").exit()).isEqualTo(2);
    assertThat(Run.of("weights", "train").exit()).isEqualTo(2);
  }

  @Test
  void trainingWithoutPyTorchIsOneClearLine() {
    Run.Result training =
        Run.of("weights", "train", "-o", "target/x.gguf", "--folder", "target/no-training");

    assertThat(training.exit()).isEqualTo(1);
    assertThat(training.err())
        .startsWith("kvasir: training needs PyTorch for this platform")
        .hasLineCount(1);
  }
}
