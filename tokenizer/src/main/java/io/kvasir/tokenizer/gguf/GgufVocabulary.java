package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.pipeline.AddedToken;
import io.kvasir.tokenizer.pipeline.AddedTokens;
import io.kvasir.tokenizer.pipeline.Template;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all kinds of GGUF vocabularies have in common: tokens, their types, what is added. */
final class GgufVocabulary {
  final Keys keys;
  final String[] tokens;
  final TokenTable table;

  /** (tokens) see {@link TokenType}. */
  final int[] types;

  GgufVocabulary(Keys keys) {
    this.keys = keys;
    this.tokens = keys.require("tokens", String[].class, "an array of texts");
    if (tokens.length > TokenTable.MAX_ID) {
      throw keys.wrong("tokens", "has " + tokens.length + " entries", "at most 2^22 - 1");
    }
    this.types = typesOf(keys, tokens.length);
    TokenTable.Builder builder = new TokenTable.Builder();
    for (int id = 0; id < tokens.length; id++) {
      builder.add(tokens[id], id);
    }
    this.table = builder.build();
  }

  private static int[] typesOf(Keys keys, int tokens) {
    int[] types = keys.perToken("token_type", int[].class, tokens);
    if (types == null) {
      types = new int[tokens];
      Arrays.fill(types, TokenType.NORMAL);
    }
    return types;
  }

  /** (tokens) scores, which there must be. */
  float[] scores() {
    float[] scores = keys.perToken("scores", float[].class, tokens.length);
    if (scores == null) {
      throw keys.wrong("scores", "is missing", "an array of " + tokens.length);
    }
    return scores;
  }

  /** (tokens) whether a token may come out of ordinary text. */
  boolean[] usable() {
    boolean[] usable = new boolean[tokens.length];
    for (int id = 0; id < usable.length; id++) {
      usable[id] =
          switch (types[id]) {
            case TokenType.CONTROL, TokenType.UNKNOWN, TokenType.BYTE -> false;
            default -> !tokens[id].isEmpty();
          };
    }
    return usable;
  }

  /** The unknown token, or -1 if the file has none. */
  int unknown(int otherwise) {
    int id = keys.id("unknown_token_id", otherwise);
    return id < tokens.length ? id : -1;
  }

  /** Control and unknown tokens are special; user-defined ones are always found in a text. */
  AddedTokens added() {
    List<AddedToken> added = new ArrayList<>();
    for (int id = 0; id < tokens.length; id++) {
      if (isAdded(id)) {
        boolean special = types[id] != TokenType.USER_DEFINED;
        added.add(new AddedToken(id, tokens[id], false, false, false, false, special));
      }
    }
    return new AddedTokens(added, null);
  }

  Set<String> addedTexts() {
    Set<String> texts = new HashSet<>();
    for (int id = 0; id < tokens.length; id++) {
      if (isAdded(id)) {
        texts.add(tokens[id]);
      }
    }
    return texts;
  }

  private boolean isAdded(int id) {
    return switch (types[id]) {
      case TokenType.CONTROL, TokenType.UNKNOWN, TokenType.USER_DEFINED -> !tokens[id].isEmpty();
      default -> false;
    };
  }

  /**
   * Begin and end of sequence, where the file or the kind of vocabulary says that they are added.
   */
  Template template(boolean addBos, int bos, boolean addEos, int eos) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    if (keys.flag("add_bos_token", addBos)) {
      before.add(keys.idInUse("bos_token_id", bos, tokens.length));
    }
    if (keys.flag("add_eos_token", addEos)) {
      after.add(keys.idInUse("eos_token_id", eos, tokens.length));
    }
    return new Template(before, after);
  }
}
