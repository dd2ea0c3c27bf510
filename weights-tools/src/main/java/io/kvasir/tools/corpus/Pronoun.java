package io.kvasir.tools.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The personal pronouns of the third person singular. */
public enum Pronoun {
  /** Of a girl, a queen, whoever has a name like Mia. */
  SHE("her", "her"),
  /** Of a boy, a king, whoever has a name like Tom. */
  HE("him", "his"),
  /** Of things, and of animals without a name. */
  IT("it", "its");

  private final String him;
  private final String his;

  Pronoun(String him, String his) {
    this.him = him;
    this.his = his;
  }

  /**
   * The pronoun in all of its cases.
   *
   * @return lower-case words
   */
  public Set<String> words() {
    Set<String> words = new HashSet<>(List.of(he(), him, his, himself()));
    if (this == SHE) {
      words.add("hers");
    }
    return words;
  }

  /** People who have no other. */
  Set<String> kin() {
    return switch (this) {
      case SHE ->
          Set.of("mother", "grandmother", "aunt", "sister", "woman", "lady", "girl", "queen");
      case HE -> Set.of("father", "grandfather", "uncle", "brother", "man", "boy", "king");
      case IT -> Set.of();
    };
  }

  /** she, he, it. */
  String he() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** her, him, it. */
  String him() {
    return him;
  }

  /** her, his, its. */
  String his() {
    return his;
  }

  /** herself, himself, itself. */
  String himself() {
    return him + "self";
  }
}
