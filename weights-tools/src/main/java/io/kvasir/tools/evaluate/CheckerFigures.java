package io.kvasir.tools.evaluate;

import io.kvasir.tools.corpus.CheckerRates;
import java.util.List;

/** How far the checker of consistency can be trusted. */
final class CheckerFigures {
  private static final int STORIES = 2000;
  private static final double REJECTED = 0.95;

  private CheckerFigures() {}

  static List<Figure> all() {
    CheckerRates rates = CheckerRates.measure(STORIES);
    return List.of(
        Figure.atLeast("the checker accepts of " + STORIES + " stories", rates.accepted(), 1),
        Figure.atLeast("it rejects with one name swapped", rates.names(), REJECTED),
        Figure.atLeast("it rejects with one object swapped", rates.objects(), REJECTED),
        Figure.atLeast("it rejects with one place swapped", rates.places(), REJECTED));
  }
}
