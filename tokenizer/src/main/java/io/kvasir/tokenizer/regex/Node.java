package io.kvasir.tokenizer.regex;

import java.util.List;

/** What a pattern says. Groups leave no trace: nothing here captures. */
sealed interface Node {
  /** Matches nothing, everywhere. */
  record Empty() implements Node {}

  /** One code point of a set. */
  record One(CharSet.Definition set) implements Node {}

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /** The first that leads to a match of the whole. */
  record Choice(List<Node> branches) implements Node {}

  /**
   * Several times.
   *
   * @param most -1 for no limit
   */
  record Repeat(Node body, int least, int most, Greed greed) implements Node {}

  /** Looks at a place and consumes nothing. */
  record At(Place place) implements Node {}

  /** Looks ahead or behind and consumes nothing. */
  record Look(Node body, boolean behind, boolean negative) implements Node {}

  /** Once matched, no second try inside. */
  record Atomic(Node body) implements Node {}

  /** How much a repetition takes. */
  enum Greed {
    /** As much as possible, giving back. */
    GREEDY,
    /** As little as possible. */
    LAZY,
    /** As much as possible, giving nothing back. */
    POSSESSIVE
  }

  /** Places between two code points. */
  enum Place {
    /** \A. */
    TEXT_START,
    /** \z. */
    TEXT_END,
    /** \Z: the end, or before a final line feed. */
    LAST_LINE_END,
    /** ^. */
    LINE_START,
    /** $. */
    LINE_END,
    /** \b. */
    WORD_BORDER,
    /** \B. */
    NO_WORD_BORDER
  }
}
