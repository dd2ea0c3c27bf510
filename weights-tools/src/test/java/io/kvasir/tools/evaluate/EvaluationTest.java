package io.kvasir.tools.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.StopReason;
import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.StoryChecker;
import io.kvasir.tools.corpus.Verdict;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped model, in little. {@code kvasir weights evaluate-mead} measures all of it. */
class EvaluationTest {

  @Test
  void theModelIsSmall() throws Exception {
    assertThat(Files.size(EmbeddedModel.path())).isLessThanOrEqualTo(3_500_000);
    try (Kvasir kvasir = Kvasir.open()) {
      assertThat(kvasir.config().context()).isGreaterThanOrEqualTo(512);
    }
  }

  @Test
  void itTellsAStoryAndEndsIt() {
    String opening = "Once upon a time";
    try (Kvasir kvasir = Kvasir.open();
        Generation generation = kvasir.start(opening, GenerateOptions.defaults().temperature(0))) {
      StringBuilder told = new StringBuilder();
      generation.forEachRemaining(emitted -> told.append(emitted.text()));
      Verdict verdict = new StoryChecker(Grammar.standard()).check(opening, told.toString());

      assertThat(generation.stopReason()).contains(StopReason.END_TOKEN);
      assertThat(told.length()).isBetween(300, 2500);
      assertThat(verdict.ended()).isTrue();
    }
  }

  @Test
  void everyFigureIsMeasuredAndEveryOpeningContinued() {
    List<Figure> figures = new ArrayList<>();
    List<Openings.Told> told = new ArrayList<>();
    List<String> now = new ArrayList<>();
    Evaluation.run(
        EmbeddedModel.path(), new Extent(3, 3, 3, false), figures::add, told::add, now::add);

    assertThat(figures)
        .extracting(Figure::name)
        .anyMatch(name -> name.startsWith("loss of"))
        .anyMatch(name -> name.startsWith("consistent of"))
        .anyMatch(name -> name.startsWith("pronouns resolved"))
        .anyMatch(name -> name.startsWith("induction"));
    assertThat(now).contains("2 of 3 stories are told", "pronouns", "openings");
    assertThat(told).hasSize(20).noneMatch(t -> t.continuation().isBlank());
    assertThat(told.stream().filter(Openings.Told::fromGrammar)).hasSize(10);
  }
}
