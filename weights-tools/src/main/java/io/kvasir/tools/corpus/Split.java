package io.kvasir.tools.corpus;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Which set a story belongs to. The set is a function of the nouns and names that the story is
 * about, so that no story, nor another wording of it, can be in both.
 */
public enum Split {
  /** What a model may learn from: 63 of 64 stories. */
  TRAINING,
  /** What no model sees before it is measured: 1 of 64. */
  EVALUATION;

  private static final int PARTS = 64;

  /** The set of a story about these words; their order does not matter. */
  static Split of(Collection<String> words) {
    return Math.floorMod(hash(String.join(" ", new TreeSet<>(words))), PARTS) == 0
        ? EVALUATION
        : TRAINING;
  }

  /** FNV-1a of 64 bits over the characters, scrambled. */
  static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return Choices.mix(hash);
  }
}
