package io.kvasir.tools.corpus;

/**
 * Two texts that begin alike and differ in the adjective after "because it was", which settles what
 * "it" means. A model resolves the pronoun if, after each continuation, it gives the right word
 * more probability than the wrong one.
 *
 * @param scene name of the scene
 * @param beginning what both share, up to "because it was", without a space at the end
 * @param pronoun the word to be resolved: it, she or he
 * @param one the continuation in which the noun is meant that comes first in the sentence
 * @param two the continuation in which the other one is meant
 */
public record PronounPair(
    String scene, String beginning, String pronoun, Continuation one, Continuation two) {
  /**
   * One way to go on.
   *
   * @param text the adjective and the sentence that repeats what was meant, up to the word itself;
   *     begins with a space, ends without one: {@code " light. It was the"}
   * @param right the word that comes next, with a space before it: {@code " ball"}
   * @param wrong the noun that the adjective does not mean: {@code " robot"}
   */
  public record Continuation(String text, String right, String wrong) {}

  /**
   * Whether the sentence begins the text; otherwise it stands in a story.
   *
   * @return true if nothing stands before the sentence
   */
  public boolean bare() {
    return beginning.indexOf('.') < 0 && beginning.indexOf('\n') < 0;
  }
}
