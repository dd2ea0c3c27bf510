package io.kvasir.tools.evaluate;

import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.AttentionTarget;
import io.kvasir.model.observe.HeadScores;
import io.kvasir.model.state.Slice;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.PronounPair;
import io.kvasir.tools.corpus.PronounPairs;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Looks for the heads that textbooks describe. */
final class HeadFigures {
  private static final double WANTED = 0.4;
  private static final int STORIES = 20;
  private static final int REPEATED = 20; // texts of the detector of induction
  private static final int HALF = 60; // tokens that are repeated
  private static final int FIRST_WORD = 257; // tokens before are the end mark and single bytes
  private static final long SEED = 4;

  private final LoadedModel model;
  private final Tokenizer tokenizer;

  HeadFigures(LoadedModel model) {
    this.model = model;
    this.tokenizer = model.tokenizer();
  }

  List<Figure> all(int pairs) {
    HeadScores previous = new HeadScores();
    HeadScores sink = new HeadScores();
    HeadScores induction = new HeadScores();
    HeadScores duplicate = new HeadScores();
    new StoryGenerator(Grammar.standard())
        .stories(Split.EVALUATION, SEED)
        .limit(STORIES)
        .map(Story::text)
        .forEach(text -> {
          int[] ids = tokenizer.encode(text, true, false);
          pass(ids, previous, AttentionTarget.previousToken());
          pass(ids, sink, AttentionTarget.sink());
        });
    Random random = new Random(SEED);
    for (int i = 0; i < REPEATED; i++) {
      int[] ids = repeated(random);
      pass(ids, induction, AttentionTarget.induction(ids));
      pass(ids, duplicate, AttentionTarget.duplicateToken(ids));
    }
    return List.of(
        figure("previous-token head", previous),
        figure("induction head", induction),
        figure("pronoun-resolving head", pronouns(pairs)),
        reported("duplicate-token head", duplicate),
        reported("sink", sink));
  }

  /** The end mark, then tokens that do not repeat, twice. */
  private int[] repeated(Random random) {
    int[] ids = new int[1 + 2 * HALF];
    int words = model.config().vocabulary() - FIRST_WORD;
    List<Integer> drawn = random.ints(0, words).distinct().limit(HALF).boxed().toList();
    for (int i = 0; i < HALF; i++) {
      ids[1 + i] = FIRST_WORD + drawn.get(i);
      ids[1 + HALF + i] = FIRST_WORD + drawn.get(i);
    }
    return ids;
  }

  /** From where the noun is about to be named again to where it stood before. */
  private HeadScores pronouns(int count) {
    HeadScores scores = new HeadScores();
    for (PronounPair pair : new PronounPairs(Grammar.standard()).standard().subList(0, count)) {
      for (PronounPair.Continuation continuation : List.of(pair.one(), pair.two())) {
        int[] ids = tokenizer.encode(pair.beginning() + continuation.text(), true, false);
        int[] right = tokenizer.encode(continuation.right(), false, false);
        pass(ids, scores, AttentionTarget.link(ids.length - 1, occurrences(ids, right)));
      }
    }
    return scores;
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

  private void pass(int[] ids, HeadScores scores, AttentionTarget target) {
    model
        .decoder()
        .forward(
            List.of(Slice.of(model.decoder().newSequence(ids.length), ids, Slice.Want.NONE)),
            scores.observer(target));
  }

  private static Figure figure(String name, HeadScores scores) {
    HeadScores.Score best = scores.scores().getFirst();
    return new Figure(
        name, text(best), "at least " + Text.format("%.2f", WANTED), best.score() >= WANTED);
  }

  private static Figure reported(String name, HeadScores scores) {
    return Figure.reported(name, text(scores.scores().getFirst()));
  }

  private static String text(HeadScores.Score best) {
    return Text.format("%.2f", best.score())
        + " (layer "
        + best.layer()
        + ", head "
        + best.head()
        + ")";
  }
}
