package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.StoryChecker;
import io.kvasir.tools.corpus.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Openings that anyone may try; the second half is not of the grammar. */
public final class Openings {
  private static final int FROM_GRAMMAR = 10;
  private static final List<String> ALL =
      List.of(
          "Once upon a time",
          "Once upon a time, there was a brave girl named Mia.",
          "A long time ago, a curious fox named Pip",
          "It was a quiet day, and Tom, a clever boy, had nothing to do.",
          "One sunny morning, a brave robot named Bolt",
          "Have you ever heard of Bella?",
          "My uncle once told me about",
          "In a tiny nest under an old oak tree lived an owl named Luna.",
          "The robot picked up the ball because it was light.",
          "The trophy did not fit in the suitcase because it was too big.",
          "Hello! Please tell me a story about a dragon.",
          "Last week our train was late again, and I was cold.",
          "Dear grandmother, thank you for the letter.",
          "The king had three sons and one old horse.",
          "Two frogs sat in the rain.",
          "Nobody knew who had eaten the cake.",
          "Captain Anna looked at the stars.",
          "The old clock struck twelve.",
          "Winter came early that year.",
          "The moon is made of cheese, said the mouse.");

  /**
   * What the model made of an opening.
   *
   * @param opening the given text
   * @param continuation what came after it
   * @param fromGrammar whether the corpus could begin like this
   * @param verdict of the checker on the continuation
   */
  public record Told(String opening, String continuation, boolean fromGrammar, Verdict verdict) {}

  private Openings() {}

  /**
   * Continues all openings, at temperature 0.8.
   *
   * @param kvasir the model
   * @return in the order of the list
   */
  public static List<Told> tell(Kvasir kvasir) {
    StoryChecker checker = new StoryChecker(Grammar.standard());
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      String continuation = kvasir.generate(ALL.get(i), Samples.options(Samples.PLAIN, i));
      told.add(
          new Told(
              ALL.get(i), continuation, i < FROM_GRAMMAR, checker.check(ALL.get(i), continuation)));
    }
    return told;
  }
}
