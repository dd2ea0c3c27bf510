package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.HeadScores;
import io.kvasir.tools.heads.HeadKind;
import io.kvasir.tools.heads.HeadSearch;
import io.kvasir.tools.heads.SearchExtent;
import java.util.List;

/** Looks for the heads that textbooks describe. */
final class HeadFigures {
  private static final double WANTED = 0.4;

  private HeadFigures() {}

  static List<Figure> of(Kvasir kvasir, int pairs) {
    SearchExtent full = SearchExtent.FULL;
    HeadSearch search =
        new HeadSearch(
            kvasir,
            new SearchExtent(
                full.stories(), full.storyTokens(), full.repeated(), full.half(), pairs));
    return List.of(
        figure("previous-token head", search.scores(HeadKind.PREVIOUS_TOKEN)),
        figure("induction head, on random tokens", search.scores(HeadKind.INDUCTION)),
        figure("pronoun-resolving head", search.scores(HeadKind.PRONOUN)),
        reported("the same where a song is sung again", search.scores(HeadKind.SONG)),
        reported("duplicate-token head", search.scores(HeadKind.DUPLICATE_TOKEN)),
        reported("sink", search.scores(HeadKind.SINK)));
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
