package io.kvasir.tools.heads;

import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.AttentionTarget;
import io.kvasir.model.observe.HeadScores;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.PronounPair;
import io.kvasir.tools.corpus.PronounPairs;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scores every head for every kind: the mean weight that it gives to what a head of that kind looks
 * at. The texts are always the same: stories and pronouns of the embedded model's grammar, in plain
 * English, and random tokens that are repeated.
 */
public final class HeadSearch {
  private static final long SEED = 4;
  private static final Pattern SONG = // a story up to where eight words in small letters come again
      Pattern.compile("(?s)^.*?\"(?<words>[a-z]+(?: [a-z]+){7})[!.,].*?(?<again>\\k<words>)");
  private static final long PAIRS_SEED = 2026; // 500 of them are the standard pairs

  private final Kvasir kvasir;
  private final SearchExtent extent;

  /**
   * Prepares a search.
   *
   * @param kvasir the model
   * @param extent how many texts
   * @throws IllegalArgumentException if the model has no heads of attention, or too few tokens
   */
  public HeadSearch(Kvasir kvasir, SearchExtent extent) {
    if (kvasir.config().layers().stream().allMatch(l -> Ablation.heads(l.mixer()) == 0)) {
      throw new IllegalArgumentException(
          kvasir.engine().file() + ": all layers are recurrent, wanted heads of attention");
    }
    if (new RepeatedText(kvasir).most() < extent.half()) {
      throw new IllegalArgumentException(
          kvasir.engine().file() + ": fewer than " + extent.half() + " tokens to draw from");
    }
    this.kvasir = kvasir;
    this.extent = extent;
  }

  /**
   * Runs the passes of one kind.
   *
   * @param kind of head
   * @return the scores of all heads; none if the extent has no text of that kind
   */
  public HeadScores scores(HeadKind kind) {
    HeadScores scores = new HeadScores();
    switch (kind) {
      case PREVIOUS_TOKEN -> stories(scores, AttentionTarget.previousToken());
      case SINK -> stories(scores, AttentionTarget.sink());
      case INDUCTION ->
          repeated().forEach(ids -> pass(ids, scores, AttentionTarget.induction(ids)));
      case DUPLICATE_TOKEN ->
          repeated().forEach(ids -> pass(ids, scores, AttentionTarget.duplicateToken(ids)));
      case SONG -> songs(scores);
      case PRONOUN -> pronouns(scores);
    }
    return scores;
  }

  private void stories(HeadScores scores, AttentionTarget target) {
    new StoryGenerator(Grammar.standard())
        .stories(Split.EVALUATION, SEED)
        .limit(extent.stories())
        .map(Story::text)
        .forEach(text -> {
          int[] ids = encode(text);
          int length = Math.min(ids.length, Math.min(extent.storyTokens(), kvasir.context()));
          pass(Arrays.copyOf(ids, length), scores, target);
        });
  }

  private List<int[]> repeated() {
    Random random = new Random(SEED);
    RepeatedText text = new RepeatedText(kvasir);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < extent.repeated(); i++) {
      texts.add(text.next(random, extent.half()));
    }
    return texts;
  }

  /**
   * A song without sense, when it is sung for the second time in a story: from each word of it to
   * what followed that word the first time.
   */
  private void songs(HeadScores scores) {
    new StoryGenerator(Grammar.standard())
        .stories(Split.EVALUATION, SEED)
        .map(story -> SONG.matcher(story.text()))
        .filter(Matcher::find)
        .limit(extent.stories())
        .forEach(song -> song(song, scores));
  }

  private void song(Matcher song, HeadScores scores) {
    Map<Integer, Integer> links = new HashMap<>(); // query to key
    String words = song.group("words");
    for (int space = words.indexOf(' '); space >= 0; space = words.indexOf(' ', space + 1)) {
      int query = encode(song.group().substring(0, song.start("again") + space)).length - 1;
      int key = encode(song.group().substring(0, song.start("words") + space)).length;
      links.put(query, key);
    }
    int[] ids = encode(song.group());
    if (ids.length <= kvasir.context()) {
      pass(ids, scores, (query, key) -> Objects.equals(links.get(query), key));
    }
  }

  /** From where the noun is about to be named again to where it stood before. */
  private void pronouns(HeadScores scores) {
    PronounPairs maker = new PronounPairs(Grammar.standard());
    for (PronounPair pair : maker.pairs(extent.pairs(), PAIRS_SEED)) {
      for (PronounPair.Continuation continuation : List.of(pair.one(), pair.two())) {
        int[] ids = encode(pair.beginning() + continuation.text());
        int[] right = kvasir.tokenizer().encode(continuation.right(), false, false);
        if (ids.length <= kvasir.context()) {
          pass(ids, scores, AttentionTarget.link(ids.length - 1, occurrences(ids, right)));
        }
      }
    }
  }

  /** Positions of all tokens of a word wherever it stands. */
  private static int[] occurrences(int[] ids, int[] word) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i + word.length <= ids.length; i++) {
      boolean here = true;
      for (int j = 0; j < word.length; j++) {
        here &= ids[i + j] == word[j];
      }
      for (int j = 0; here && j < word.length; j++) {
        positions.add(i + j);
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] encode(String text) {
    return kvasir.tokenizer().encode(text, true, false);
  }

  private void pass(int[] ids, HeadScores scores, AttentionTarget target) {
    kvasir.observe(ids, Ablation.NONE, scores.observer(target));
  }
}
