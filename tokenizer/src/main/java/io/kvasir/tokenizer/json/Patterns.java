package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.regex.Regex;
import io.kvasir.tokenizer.regex.RegexSyntaxException;

/** The field "pattern": {"String": ...} or {"Regex": ...}. */
final class Patterns {
  private Patterns() {}

  static Regex read(Section section) {
    Section pattern = section.section("pattern");
    if (pattern.has("String")) {
      return Regex.literal(pattern.string("String"));
    }
    try {
      return Regex.compile(pattern.string("Regex"));
    } catch (RegexSyntaxException malformed) {
      throw section.wrong(String.valueOf(malformed.getMessage()));
    }
  }
}
