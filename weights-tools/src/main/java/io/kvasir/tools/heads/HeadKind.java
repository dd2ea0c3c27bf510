package io.kvasir.tools.heads;

/** What a head may be for, told by where it looks. */
public enum HeadKind {
  /** Vaswani et al. 2017 already saw them; the first half of induction. */
  PREVIOUS_TOKEN("previous-token", "the token before"),
  /** Wang et al. 2022 (indirect object identification). */
  DUPLICATE_TOKEN("duplicate-token", "earlier places of the same token"),
  /** Elhage et al. 2021, Olsson et al. 2022. */
  INDUCTION("induction", "what followed the same token before"),
  /** Induction in plain text: eight words without sense that come again in a story. */
  SONG("song", "what followed the same word of a song"),
  /** Xiao et al. 2023 (attention sinks). */
  SINK("sink", "the first token"),
  /** From where a pronoun is settled to the noun that it means. */
  PRONOUN("pronoun", "the noun that a pronoun means");

  private final String title;
  private final String target;

  HeadKind(String title, String target) {
    this.title = title;
    this.target = target;
  }

  /**
   * The name in tables.
   *
   * @return as in {@code previous-token}
   */
  public String title() {
    return title;
  }

  /**
   * Where such a head looks.
   *
   * @return words that follow "looks at"
   */
  public String target() {
    return target;
  }
}
