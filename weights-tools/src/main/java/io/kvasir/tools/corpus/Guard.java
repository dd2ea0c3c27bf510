package io.kvasir.tools.corpus;

/** A condition of an alternative; with {@code not}, it is negated. */
sealed interface Guard {
  /** Whether the answer is turned round. */
  boolean negated();

  /** {@code home}: the role is cast, or the flag is set. */
  record Known(String role, boolean negated) implements Guard {}

  /** {@code hero is animal}: the role has the tag. */
  record Tag(String role, String tag, boolean negated) implements Guard {}

  /** {@code hero like friend}: both are she, or he, or it. */
  record Like(String role, String other, boolean negated) implements Guard {}

  /**
   * {@code big may fit box}: stories may tell this scene of these two nouns; see {@link HeldOut}.
   */
  record May(String first, String scene, String second, boolean negated) implements Guard {}
}
