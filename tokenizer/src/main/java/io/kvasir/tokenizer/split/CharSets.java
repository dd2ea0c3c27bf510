package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.regex.CharSet;
import io.kvasir.tokenizer.table.OlderUnicode;

/** Characters that pre-tokenizers look for. */
public final class CharSets {
  /** White_Space. */
  public static final CharSet SPACE = CharSet.of("\\s");

  /** Categories N. */
  public static final CharSet NUMBER = CharSet.of("\\p{N}");

  /** Punctuation as the library has it. */
  public static final CharSet PUNCTUATION = CharSet.of(OlderUnicode.set("punctuation"));

  private CharSets() {}
}
