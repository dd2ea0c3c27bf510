package io.kvasir.tools.train.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTrainerTest {
  private static final String END = "<|endoftext|>";
  private static final List<String> STORIES =
      new StoryGenerator(Grammar.standard())
          .stories(Split.TRAINING, 1)
          .limit(1500)
          .map(Story::text)
          .toList();
  private static final TrainedVocabulary TRAINED = BpeTrainer.train(STORIES.stream(), 2048, END);
  private static final List<String> AWKWARD =
      List.of(
          "",
          " ",
          "  two  spaces ",
          "\n\n\t x",
          "don't we've I'll 'tis",
          "a1b22 333",
          "é ü 漢字 🤖!",
          "\u00a0\u3000wide",
          "...?!\"",
          "x\u0000y\u00ad",
          "Once upon a time");

  @Test
  void aHandWorkedExample() {
    TrainedVocabulary vocabulary = BpeTrainer.train(Stream.of("abab abab", "xyxyxy"), 257 + 4, END);
    assertThat(vocabulary.merges())
        .containsExactly(
            new TrainedVocabulary.Merge("a", "b"),
            new TrainedVocabulary.Merge("x", "y"),
            new TrainedVocabulary.Merge("ab", "ab"),
            new TrainedVocabulary.Merge("xy", "xy"));
    assertThat(vocabulary.tokens().subList(257, 261)).containsExactly("ab", "xy", "abab", "xyxy");
  }

  @Test
  void trainingStopsWhenNothingOccursTwice() {
    assertThat(BpeTrainer.train(Stream.of("abc"), 1000, END).tokens()).hasSize(257);
    assertThat(BpeTrainer.train(Stream.of(), 1000, END).tokens()).hasSize(257);
    assertThatThrownBy(() -> BpeTrainer.train(Stream.of("abc"), 256, END))
        .hasMessage("a vocabulary of 256 tokens, wanted 257 or more");
  }

  @Test
  void theOrderOfTheTextsDoesNotMatter() {
    List<String> shuffled = new ArrayList<>(STORIES);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(BpeTrainer.train(shuffled.stream(), 2048, END)).isEqualTo(TRAINED);
    assertThat(TRAINED.tokens()).hasSize(2048).doesNotHaveDuplicates();
  }

  /** The same by counting everything anew before each merge. */
  @Test
  void everyMergeIsTheMostFrequentOne() {
    TrainedVocabulary vocabulary = BpeTrainer.train(STORIES.stream().limit(60), 500, END);
    Map<List<String>, Long> words = new HashMap<>();
    WordCounts.of(STORIES.stream().limit(60))
        .forEach((word, count) -> words.put(List.of(word.split("", -1)), count));
    Map<List<String>, Long> now = new HashMap<>();
    words.forEach(
        (word, count) -> now.put(word.stream().filter(c -> !c.isEmpty()).toList(), count));
    List<String> tokens = vocabulary.tokens();
    for (TrainedVocabulary.Merge merge : vocabulary.merges()) {
      Map<Long, Long> pairs = new TreeMap<>();
      now.forEach((word, count) -> {
        for (int i = 1; i < word.size(); i++) {
          long left = tokens.indexOf(word.get(i - 1));
          pairs.merge(left << 32 | tokens.indexOf(word.get(i)), count, Long::sum);
        }
      });
      long most = Collections.max(pairs.values());
      long first =
          pairs.entrySet().stream().filter(e -> e.getValue() == most).findFirst().get().getKey();
      assertThat(tokens.get((int) (first >>> 32))).isEqualTo(merge.left());
      assertThat(tokens.get((int) first)).isEqualTo(merge.right());
      join(now, merge);
    }
  }

  private static void join(Map<List<String>, Long> words, TrainedVocabulary.Merge merge) {
    Map<List<String>, Long> joined = new HashMap<>();
    words.forEach((word, count) -> {
      List<String> out = new ArrayList<>();
      for (int i = 0; i < word.size(); i++) {
        boolean here =
            i + 1 < word.size()
                && word.get(i).equals(merge.left())
                && word.get(i + 1).equals(merge.right());
        out.add(here ? merge.left() + merge.right() : word.get(i));
        i += here ? 1 : 0;
      }
      joined.merge(out, count, Long::sum);
    });
    words.clear();
    words.putAll(joined);
  }

  @Test
  void ourTokenizerReadsTheJsonAndTheGgufKeysAlike(@TempDir Path folder) {
    Path file = folder.resolve("tokenizer.json");
    TRAINED.writeJson(file);
    Tokenizer json = Tokenizers.fromJson(file);
    Tokenizer gguf = Tokenizers.fromSpec(new VocabularySpec("mead.gguf", TRAINED.gguf()));
    List<String> texts = new ArrayList<>(AWKWARD);
    texts.addAll(STORIES.subList(0, 300));
    for (String text : texts) {
      int[] ids = json.encode(text, false, false);
      assertThat(gguf.encode(text, false, false)).as(text).isEqualTo(ids);
      assertThat(json.decode(ids, false)).isEqualTo(text);
      assertThat(gguf.decode(ids, false)).isEqualTo(text);
      int[] whole = json.encode(text, true, true);
      assertThat(whole).hasSize(ids.length + 1).startsWith(0);
      assertThat(gguf.encode(text, true, true)).isEqualTo(whole);
    }
    assertThat(json.vocabulary().isSpecial(0)).isTrue();
    assertThat(gguf.vocabulary().isSpecial(0)).isTrue();
    assertThat(json.encode(END + "The end." + END, false, true)).startsWith(0).endsWith(0);
  }

  @Test
  void mergesGiveTheIdsOfTraining(@TempDir Path folder) {
    // Applied to the training text, the merges in their order leave the tokens that were learned.
    Path file = folder.resolve("tokenizer.json");
    TRAINED.writeJson(file);
    Tokenizer tokenizer = Tokenizers.fromJson(file);
    long tokens = 0;
    long words = 0;
    for (String story : STORIES.subList(0, 300)) {
      tokens += tokenizer.encode(story, false, false).length;
      words += story.split("\\s+", -1).length;
    }
    assertThat((double) tokens / words).isBetween(1.0, 1.4); // common words are one token
    assertThat(tokenizer.encode("Once upon a time", false, false)).hasSize(4);
  }

  @Test
  void wordsAreCutAsGpt2Does() {
    assertThat(WordCounts.of(Stream.of("I'll go.  Go,\n go 12")).keySet())
        .containsExactlyInAnyOrder(
            "I", "'ll", "\u0120go", ".", "\u0120", "\u0120Go", ",", "\u010A", "\u012012");
  }
}
