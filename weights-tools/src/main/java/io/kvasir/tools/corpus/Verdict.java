package io.kvasir.tools.corpus;

import java.util.List;

/**
 * What the checker says about a text.
 *
 * @param problems what is inconsistent, in the order of the text; empty if nothing is
 * @param ended whether the text ends with a whole sentence
 */
public record Verdict(List<Problem> problems, boolean ended) {
  /**
   * One inconsistency.
   *
   * @param sentence number of the sentence, from 1
   * @param word the word that does not fit
   * @param reason why, as a sentence
   */
  public record Problem(int sentence, String word, String reason) {
    @Override
    public String toString() {
      return "sentence " + sentence + ": " + reason;
    }
  }

  /** Copies the problems. */
  public Verdict {
    problems = List.copyOf(problems);
  }

  /**
   * Whether names, objects and places are used consistently.
   *
   * @return true if there is no problem
   */
  public boolean consistent() {
    return problems.isEmpty();
  }
}
