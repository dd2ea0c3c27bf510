package io.kvasir.tokenizer.pipeline;

import io.kvasir.tokenizer.Vocabulary;
import io.kvasir.tokenizer.table.TokenTable;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The model's tokens and the added ones; where both have an id or a text, the added one counts. */
final class TokenVocabulary implements Vocabulary {
  private final TokenTable table;
  private final Map<Integer, String> addedTexts = new HashMap<>();
  private final Map<String, Integer> addedIds = new HashMap<>();
  private final BitSet special = new BitSet();
  private final int size;

  TokenVocabulary(TokenTable table, AddedTokens added) {
    this.table = table;
    Set<String> specialTexts = new HashSet<>();
    int largest = table.size() - 1;
    for (AddedToken token : added.all()) {
      addedTexts.put(token.id(), token.content());
      addedIds.put(token.content(), token.id());
      largest = Math.max(largest, token.id());
      if (token.special()) {
        specialTexts.add(token.content());
        special.set(token.id());
        int shadowed = table.find(token.content());
        if (shadowed >= 0) {
          special.set(shadowed);
        }
      }
    }
    addedTexts.forEach((id, text) -> special.set(id, specialTexts.contains(text)));
    size = largest + 1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String piece(int id) {
    String added = addedTexts.get(id);
    return added == null ? table.text(id) : added;
  }

  @Override
  public OptionalInt id(String piece) {
    Integer added = addedIds.get(piece);
    int id = added == null ? table.find(piece) : added;
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public boolean isSpecial(int id) {
    return id >= 0 && special.get(id);
  }

  boolean has(int id) {
    return addedTexts.containsKey(id) || table.has(id);
  }

  byte[] utf8(int id) {
    return piece(id).getBytes(StandardCharsets.UTF_8);
  }
}
