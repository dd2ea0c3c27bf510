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

/**
 * The model's tokens and the added ones; where both have an id or a text, the added one counts. As
 * in the library, an added token that is looked for after normalisation shows its normalised text,
 * and is special only if that is the text of a special token.
 */
final class TokenVocabulary implements Vocabulary {
  private final TokenTable table;
  private final Map<Integer, String> addedTexts = new HashMap<>();
  private final Map<String, Integer> addedIds = new HashMap<>();
  private final BitSet special = new BitSet();
  private final int size;

  TokenVocabulary(TokenTable table, AddedTokens added) {
    this.table = table;
    Set<String> specialContents = new HashSet<>();
    int largest = table.size() - 1;
    for (AddedToken token : added.texts().keySet()) {
      addedIds.put(token.content(), token.id());
      addedTexts.put(token.id(), added.texts().get(token));
      largest = Math.max(largest, token.id());
      if (token.special()) {
        specialContents.add(token.content());
      }
    }
    for (String content : specialContents) {
      int inTable = table.find(content);
      if (inTable >= 0) {
        special.set(inTable);
      }
    }
    addedTexts.forEach((id, text) -> special.set(id, specialContents.contains(text)));
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

  @Override
  public boolean isAdded(int id) {
    return addedTexts.containsKey(id);
  }

  boolean has(int id) {
    return addedTexts.containsKey(id) || table.has(id);
  }

  byte[] utf8(int id) {
    return piece(id).getBytes(StandardCharsets.UTF_8);
  }
}
