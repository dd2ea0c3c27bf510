package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerplexityCommandTest {
  @TempDir Path folder;

  private Path text() throws Exception {
    return Files.writeString(folder.resolve("story.txt"), "Once upon a time there was a bird. ");
  }

  @Test
  void theExactWayAloneHasNoDivergence() throws Exception {
    Run.Result run = Run.of("perplexity", "-f", text().toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("float activations, f32 cache: perplexity ");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void halvesCostLittle() throws Exception {
    Run.Result run =
        Run.of("perplexity", "-f", text().toString(), "--kv-type", "f16", "--ctx", "5");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("f16 cache: perplexity", "divergence ", "100.00 %");
  }

  /** Once computed alone, once beside another way: the sums are of the same logits. */
  @Test
  void theExactPerplexityIsTheSameAloneAndBesideAnotherWay() throws Exception {
    Run.Result alone = Run.of("perplexity", "-f", text().toString(), "--ctx", "5");
    Run.Result beside =
        Run.of("perplexity", "-f", text().toString(), "--ctx", "5", "--kv-type", "f16");

    assertThat(beside.out()).startsWith(alone.out());
  }

  @Test
  void aTextOfOneTokenIsRefused() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "");

    Run.Result run = Run.of("perplexity", "-f", empty.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("nothing to predict");
  }

  @Test
  void aModeThatConcernsNoWeightsIsSaidToBeFloats() throws Exception {
    Run.Result run = Run.of("generate", "--activations", "int8", "-n", "2", "Once upon a time");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("float activations", "activations stay floats");
  }
}
