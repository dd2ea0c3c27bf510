package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.pipeline.AddedToken;
import io.kvasir.tokenizer.pipeline.AddedTokens;
import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section "added_tokens". As in the library, an added token that the model's vocabulary has
 * gets its id there, and any other the next free id, whatever id the file states.
 */
final class AddedTokensReader {
  private AddedTokensReader() {}

  static AddedTokens read(
      List<Section> sections, TokenTable table, @Nullable Normalizer normalizer) {
    Map<String, AddedToken> tokens = new LinkedHashMap<>();
    int count = table.count();
    int largest = -1;
    for (Section section : sections) {
      String content = section.string("content");
      if (content.isEmpty()) {
        continue;
      }
      int id = table.find(content);
      if (id < 0 && tokens.containsKey(content)) {
        id = tokens.get(content).id();
      } else if (id < 0) {
        id = largest >= count || count == 0 ? largest + 1 : count;
      }
      largest = Math.max(largest, id);
      tokens.put(content, token(section, id, content));
    }
    List<AddedToken> specialFirst = new ArrayList<>(tokens.values());
    specialFirst.sort((a, b) -> Boolean.compare(b.special(), a.special()));
    return new AddedTokens(specialFirst, normalizer);
  }

  private static AddedToken token(Section section, int id, String content) {
    return new AddedToken(
        id,
        content,
        section.flag("single_word", false),
        section.flag("lstrip", false),
        section.flag("rstrip", false),
        section.flag("normalized", true),
        section.flag("special", false));
  }
}
