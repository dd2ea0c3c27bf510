package io.kvasir.tools.corpus;

/** A character's name, which settles the pronoun. */
record Name(String word, Pronoun pronoun) {}
