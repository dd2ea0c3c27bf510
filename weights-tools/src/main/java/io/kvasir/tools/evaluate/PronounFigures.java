package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.PronounPair;
import io.kvasir.tools.corpus.PronounPairs;
import java.util.List;

/**
 * Whether the model knows what "it" is. A pair counts if both of its continuations get the right
 * word, which are different words: the adjective alone has flipped the answer.
 */
final class PronounFigures {
  private static final double WANTED = 0.95;

  private PronounFigures() {}

  static List<Figure> of(Kvasir kvasir, int count) {
    List<PronounPair> pairs = new PronounPairs(Grammar.standard()).standard().subList(0, count);
    int right = 0;
    int flipped = 0;
    for (PronounPair pair : pairs) {
      boolean one = resolves(kvasir, pair.beginning(), pair.one());
      boolean two = resolves(kvasir, pair.beginning(), pair.two());
      right += (one ? 1 : 0) + (two ? 1 : 0);
      flipped += one && two ? 1 : 0;
    }
    return List.of(
        Figure.atLeast(
            "pronouns resolved, " + 2 * count + " unseen sentences", right / (2.0 * count), WANTED),
        Figure.atLeast(
            "of " + count + " pairs: the adjective flips the answer",
            (double) flipped / count,
            WANTED));
  }

  private static boolean resolves(
      Kvasir kvasir, String beginning, PronounPair.Continuation continuation) {
    String before = beginning + continuation.text();
    return score(kvasir, before, continuation.right())
        > score(kvasir, before, continuation.wrong());
  }

  private static double score(Kvasir kvasir, String before, String word) {
    int known = kvasir.tokenizer().encode(before, true, false).length;
    return LogProbability.of(kvasir, kvasir.tokenizer().encode(before + word, true, false), known);
  }
}
