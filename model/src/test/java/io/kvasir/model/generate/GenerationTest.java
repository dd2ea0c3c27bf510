package io.kvasir.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.RowMap;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.state.NotEnoughMemoryException;
import io.kvasir.model.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final GenerateOptions GREEDY =
      GenerateOptions.defaults().sampler(SamplerSpec.greedy());
  private static final EngineInfo ENGINE =
      new EngineInfo("model.gguf", "scalar", 1, "float", "f32", 0.25, 0.5, List.of());

  /** Token i is followed by token i + 1; the end token is 19. */
  private static Generator clock(int context, TableTokenizer tokenizer) {
    return new Generator(TinyModels.clock(20), tokenizer, id -> id == 19, context, ENGINE);
  }

  private static Generator clock(int context) {
    return clock(context, TableTokenizer.letters(20));
  }

  private static List<Emitted> all(Generation generation) {
    List<Emitted> all = new ArrayList<>();
    generation.forEachRemaining(all::add);
    return all;
  }

  private static List<Integer> ids(List<Emitted> emitted) {
    return emitted.stream().map(Emitted::id).toList();
  }

  private static String text(List<Emitted> emitted) {
    return String.join("", emitted.stream().map(Emitted::text).toList());
  }

  @Test
  void tokensComeOneByOneUntilTheLength() {
    Generation generation = clock(100).start(new int[] {3, 4}, GREEDY.maxTokens(3));
    assertThat(generation.hasNext()).isTrue();
    assertThat(generation.next()).extracting(Emitted::id, Emitted::text).containsExactly(5, "f");
    assertThat(generation.stopReason()).isEmpty();
    assertThat(generation.next()).extracting(Emitted::id, Emitted::text).containsExactly(6, "g");
    assertThat(generation.next()).extracting(Emitted::id, Emitted::text).containsExactly(7, "h");
    assertThat(generation.stopReason()).contains(StopReason.LENGTH);
    assertThat(generation.hasNext()).isFalse();
    assertThatThrownBy(generation::next).isInstanceOf(NoSuchElementException.class);
    assertThat(generation.prompt()).containsExactly(3, 4);
  }

  @Test
  void theEndOfMemorySaysHowFarItGotAndHowMuchThereIs() {
    Observer greedy =
        new Observer() {
          @Override
          public void stage(Stage stage, int layer, RowMap map, Rows values) {
            if (map.position(0) == 3) {
              throw new OutOfMemoryError("Java heap space");
            }
          }
        };
    Generation generation =
        clock(100).start(new int[] {3, 4}, GREEDY, greedy, SamplerObserver.NONE);
    generation.next();
    generation.next();
    assertThatThrownBy(generation::next)
        .isInstanceOf(NotEnoughMemoryException.class)
        .hasMessage(
            "model.gguf: after 3 positions, whose cache takes "
                + generation.statistics().cacheBytes()
                + " bytes: out of memory, the heap holds at most "
                + Runtime.getRuntime().maxMemory()
                + " bytes");
    assertThat(generation.hasNext()).isFalse();
  }

  @Test
  void statisticsCountTokensAndSeconds() {
    SamplerSpec sampler = SamplerSpec.greedy().seed(77);
    Generation generation =
        clock(100).start(new int[] {3, 4}, GREEDY.sampler(sampler).maxTokens(3));
    assertThat(generation.statistics().promptTokensPerSecond()).isZero();
    all(generation);
    Statistics statistics = generation.statistics();
    assertThat(statistics.promptTokens()).isEqualTo(2);
    assertThat(statistics.newTokens()).isEqualTo(3);
    assertThat(statistics.promptSeconds()).isPositive();
    assertThat(statistics.newSeconds()).isPositive();
    assertThat(statistics.promptTokensPerSecond()).isEqualTo(2 / statistics.promptSeconds());
    assertThat(statistics.newTokensPerSecond()).isEqualTo(2 / statistics.newSeconds());
    assertThat(statistics.cacheBytes()).isPositive();
    assertThat(statistics.seed()).isEqualTo(77);
    assertThat(statistics.engine()).isEqualTo(ENGINE);
  }

  @Test
  void theEndTokenStopsAndHasNoText() {
    Generation generation = clock(100).start(new int[] {16}, GREEDY.maxTokens(50));
    List<Emitted> emitted = all(generation);
    assertThat(ids(emitted)).containsExactly(17, 18, 19);
    assertThat(text(emitted)).isEqualTo("rs");
    assertThat(generation.stopReason()).contains(StopReason.END_TOKEN);
  }

  @Test
  void anIgnoredEndTokenIsTakenLikeAnyOther() {
    Generation generation = clock(100).start(new int[] {17}, GREEDY.maxTokens(4).ignoreEnd(true));
    List<Emitted> emitted = all(generation);
    assertThat(ids(emitted)).containsExactly(18, 19, 0, 1);
    assertThat(text(emitted)).isEqualTo("stab");
    assertThat(generation.stopReason()).contains(StopReason.LENGTH);
  }

  @Test
  void promptAndOutputTogetherFillTheContext() {
    Generation generation = clock(8).start(new int[] {0, 1, 2}, GREEDY.maxTokens(6));
    assertThat(ids(all(generation))).containsExactly(3, 4, 5, 6, 7);
    assertThat(generation.stopReason()).contains(StopReason.CONTEXT_FULL);
  }

  @Test
  void aLimitThatJustFitsIsTheLength() {
    Generation generation = clock(8).start(new int[] {0, 1, 2}, GREEDY.maxTokens(5));
    assertThat(all(generation)).hasSize(5);
    assertThat(generation.stopReason()).contains(StopReason.LENGTH);
  }

  @Test
  void aPromptThatFillsTheContextLeavesNoRoom() {
    Generation generation = clock(3).start(new int[] {0, 1, 2}, GREEDY);
    assertThat(generation.hasNext()).isFalse();
    assertThat(generation.stopReason()).contains(StopReason.CONTEXT_FULL);
  }

  @Test
  void zeroTokensOnlyTakeThePromptInWhenAsked() {
    Generation generation = clock(10).start(new int[] {0, 1, 2}, GREEDY.maxTokens(0));
    assertThat(generation.hasNext()).isFalse();
    assertThat(generation.stopReason()).contains(StopReason.LENGTH);
    assertThat(generation.statistics().promptSeconds()).isZero();
    generation.prefill();
    assertThat(generation.statistics().promptSeconds()).isPositive();
    assertThat(generation.hasNext()).isFalse();
  }

  @Test
  void prefillBeforehandChangesNothing() {
    Generation generation = clock(10).start(new int[] {0, 1, 2}, GREEDY.maxTokens(2));
    generation.prefill();
    generation.prefill();
    assertThat(ids(all(generation))).containsExactly(3, 4);
  }

  @Test
  void aPromptLongerThanTheContextIsAnErrorWithBothNumbers() {
    assertThatThrownBy(() -> clock(3).start(new int[4], GREEDY))
        .isInstanceOfSatisfying(
            PromptTooLongException.class,
            e -> {
              assertThat(e.promptTokens()).isEqualTo(4);
              assertThat(e.context()).isEqualTo(3);
            })
        .hasMessage("prompt of 4 tokens, the context holds 3 (of the model's 4096)");
  }

  @Test
  void promptsThatCannotBeContinuedAreErrors() {
    Generator generator = clock(10);
    assertThatThrownBy(() -> generator.start(new int[0], GREEDY))
        .isInstanceOf(InvalidPromptException.class)
        .hasMessage("the prompt has no tokens, wanted at least one");
    assertThatThrownBy(() -> generator.start(new int[] {1, 20}, GREEDY))
        .isInstanceOf(InvalidPromptException.class)
        .hasMessage("token 20 at index 1 of the prompt, wanted 0 to 19");
    assertThatThrownBy(() -> generator.start(new int[] {-1}, GREEDY))
        .isInstanceOf(InvalidPromptException.class);
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> GREEDY.maxTokens(-1))
        .hasMessage("number of new tokens -1, wanted a number of at least 0");
    assertThatThrownBy(() -> GREEDY.stops("a", ""))
        .hasMessage("a stop string is empty, wanted at least one character");
  }

  @Test
  void aStopStringOverTokenBordersIsNotPrinted() {
    Generation generation = clock(100).start(new int[] {0}, GREEDY.stops("xyz", "efg"));
    List<Emitted> emitted = all(generation);
    assertThat(emitted.stream().map(Emitted::text)).containsExactly("b", "c", "d", "", "", "");
    assertThat(generation.stopReason()).contains(StopReason.STOP_STRING);
  }

  @Test
  void textThatIsNoStopStringAfterAllIsLetOut() {
    Generation generation = clock(100).start(new int[] {0}, GREEDY.stops("cdx").maxTokens(4));
    assertThat(all(generation).stream().map(Emitted::text)).containsExactly("b", "", "", "cde");
  }

  @Test
  void textThatIsHeldBackIsLetOutAtTheEnd() {
    Generation length = clock(100).start(new int[] {0}, GREEDY.stops("cde").maxTokens(3));
    assertThat(all(length).stream().map(Emitted::text)).containsExactly("b", "", "cd");
    assertThat(length.stopReason()).contains(StopReason.LENGTH);
    Generation end = clock(100).start(new int[] {16}, GREEDY.stops("st"));
    assertThat(all(end).stream().map(Emitted::text)).containsExactly("r", "", "s");
    assertThat(end.stopReason()).contains(StopReason.END_TOKEN);
  }

  @Test
  void aStopStringWithinATokenCutsTheToken() {
    TableTokenizer tokenizer = TableTokenizer.of("a", "one\nt", "wo\n\nthree", "four");
    Generation generation = clock(100, tokenizer).start(new int[] {0}, GREEDY.stops("\n\n"));
    List<Emitted> emitted = all(generation);
    assertThat(ids(emitted)).containsExactly(1, 2);
    assertThat(text(emitted)).isEqualTo("one\ntwo");
  }

  @Test
  void textIsEmptyWhileACodePointIsIncomplete() {
    byte[] euro = "€".getBytes(UTF_8);
    TableTokenizer tokenizer =
        new TableTokenizer(
            "a".getBytes(UTF_8),
            Arrays.copyOf(euro, 1),
            Arrays.copyOfRange(euro, 1, 2),
            Arrays.copyOfRange(euro, 2, 3),
            Arrays.copyOf(euro, 2));
    Generator generator = clock(100, tokenizer);
    assertThat(all(generator.start(new int[] {0}, GREEDY.maxTokens(3))).stream().map(Emitted::text))
        .containsExactly("", "", "€");
    assertThat(all(generator.start(new int[] {0}, GREEDY.maxTokens(4))).stream().map(Emitted::text))
        .containsExactly("", "", "€", "\uFFFD");
  }

  @Test
  void aSpaceAfterThePromptIsKept() {
    TableTokenizer tokenizer = TableTokenizer.of(" Once", " upon", " a");
    assertThat(text(all(clock(9, tokenizer).start(new int[] {0}, GREEDY.maxTokens(2)))))
        .isEqualTo(" upon a");
  }

  @Test
  void logProbabilitiesAreOfTheRawDistribution() {
    GenerateOptions options = GREEDY.maxTokens(1).logProbabilities(true);
    SamplerSpec sharp = SamplerSpec.defaults().temperature(0.1).repetitionPenalty(1.5).seed(1);
    for (GenerateOptions o : List.of(options, options.sampler(sharp))) {
      double logProbability = clock(9).start(new int[] {1}, o).next().logProbability();
      double expected = -Math.log1p(19 * Math.exp(-10));
      assertThat(logProbability).isCloseTo(expected, within(1e-15));
    }
    assertThat(clock(9).start(new int[] {1}, GREEDY).next().logProbability()).isNaN();
  }

  @Test
  void thePromptIsCopied() {
    int[] prompt = {3};
    Generation generation = clock(9).start(prompt, GREEDY.maxTokens(1));
    prompt[0] = 7;
    assertThat(generation.next().id()).isEqualTo(4);
  }

  @Test
  void aLongPromptIsTakenInPieces() {
    int[] prompt = IntStream.range(0, 1_300).map(i -> i % 20).toArray();
    List<Integer> positions = new ArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void logits(int slice, int position, Rows logits, int row) {
            positions.add(position);
          }
        };
    Generation generation =
        clock(2_000).start(prompt, GREEDY.maxTokens(2), observer, SamplerObserver.NONE);
    assertThat(ids(all(generation))).containsExactly(0, 1);
    assertThat(positions).containsExactly(1_299, 1_300);
  }

  @Test
  void stopEndsItWithoutAReason() {
    Generation generation = clock(100).start(new int[] {0}, GREEDY);
    generation.next();
    generation.stop();
    assertThat(generation.hasNext()).isFalse();
    assertThat(generation.stopReason()).isEmpty();
    assertThat(generation.statistics().newTokens()).isEqualTo(1);
  }

  @Test
  void stopEndsItWithinThePrompt() {
    int[] prompt = new int[1_300];
    List<Generation> stopped = new ArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void stage(Stage stage, int layer, RowMap map, Rows values) {
            stopped.getFirst().stop();
          }
        };
    stopped.add(clock(2_000).start(prompt, GREEDY, observer, SamplerObserver.NONE));
    assertThatThrownBy(stopped.getFirst()::next).isInstanceOf(CancellationException.class);
    assertThat(stopped.getFirst().hasNext()).isFalse();
  }

  @Test
  void logitsThatAreNoNumbersNameTheFile() {
    Decoder decoder = TinyModels.clock(20, Float.NaN);
    Generator generator =
        new Generator(decoder, TableTokenizer.letters(20), id -> false, 10, ENGINE);
    Generation generation = generator.start(new int[] {0}, GREEDY);
    assertThatThrownBy(generation::next)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("model.gguf: ")
        .hasMessageContaining("not finite")
        .hasMessageNotContaining("\n");
    assertThat(generation.hasNext()).isFalse();
    assertThatThrownBy(() -> generator.generateAll(List.of(new int[] {0}), GREEDY))
        .hasMessageStartingWith("model.gguf: ");
  }

  @Test
  void aChoiceCanBeWatched() {
    List<Integer> chosen = new ArrayList<>();
    SamplerObserver observer =
        new SamplerObserver() {
          @Override
          public void chosen(int token, double random) {
            chosen.add(token);
          }
        };
    List<Emitted> emitted =
        all(clock(9).start(new int[] {0}, GREEDY.maxTokens(3), Observer.NONE, observer));
    assertThat(chosen).isEqualTo(ids(emitted));
  }
}
