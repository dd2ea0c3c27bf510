package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * What stands for characters that the vocabulary does not have: first their bytes, then the unknown
 * token; without either they vanish.
 */
public final class Fallback {
  /** Characters without a token vanish. */
  public static final Fallback NONE = new Fallback(new int[0], -1, false);

  /** (256) the token of each byte or -1; empty if bytes are not used. */
  private final int[] byteTokens;

  private final int unknown;
  private final boolean fuse;

  private Fallback(int[] byteTokens, int unknown, boolean fuse) {
    this.byteTokens = byteTokens;
    this.unknown = unknown;
    this.fuse = fuse;
  }

  /**
   * Looks the byte tokens up, which are called &lt;0x00&gt; to &lt;0xFF&gt;.
   *
   * @param table the tokens
   * @param bytes whether bytes are used
   * @param unknown the unknown token, or -1
   * @param fuse whether neighbouring unknown characters become one token
   * @return the fallback
   */
  public static Fallback of(TokenTable table, boolean bytes, int unknown, boolean fuse) {
    int[] tokens = new int[bytes ? 256 : 0];
    for (int b = 0; b < tokens.length; b++) {
      tokens[b] = table.find(String.format(Locale.ROOT, "<0x%02X>", b));
    }
    return new Fallback(tokens, unknown, fuse);
  }

  int unknown() {
    return unknown;
  }

  boolean fuse() {
    return fuse;
  }

  boolean isByte(int id) {
    return Arrays.stream(byteTokens).anyMatch(token -> token == id);
  }

  /** Everything that may stand for a character without a token. */
  BitSet tokens() {
    BitSet tokens = new BitSet();
    for (int token : byteTokens) {
      if (token >= 0) {
        tokens.set(token);
      }
    }
    if (unknown >= 0) {
      tokens.set(unknown);
    }
    return tokens;
  }

  /** The tokens of all bytes, or nothing if one is missing. */
  int[] bytes(byte[] utf8) {
    if (byteTokens.length == 0) {
      return byteTokens;
    }
    int[] tokens = new int[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      tokens[i] = byteTokens[utf8[i] & 0xFF];
      if (tokens[i] < 0) {
        return new int[0];
      }
    }
    return tokens;
  }
}
