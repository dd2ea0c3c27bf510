package io.kvasir.tools.corpus;

import java.util.Locale;

/** The personal pronouns of the third person singular. */
enum Pronoun {
  SHE("her", "her"),
  HE("him", "his"),
  IT("it", "its");

  private final String him;
  private final String his;

  Pronoun(String him, String his) {
    this.him = him;
    this.his = his;
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
