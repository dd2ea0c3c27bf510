package io.kvasir.tokenizer.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The added tokens of a tokenizer: those that are looked for before normalisation, and after. */
public final class AddedTokens {
  private final Map<AddedToken, String> texts = new LinkedHashMap<>();
  private final AddedTokenFinder raw;
  private final AddedTokenFinder normalized;

  /**
   * Sorts the tokens.
   *
   * @param tokens all added tokens; of two with the same text the first counts
   * @param normalizer what happens to a text before the second search, or null
   */
  public AddedTokens(List<AddedToken> tokens, @Nullable Normalizer normalizer) {
    for (AddedToken token : tokens) {
      String text = token.content();
      if (token.normalized() && normalizer != null) {
        text = normalizer.normalize(text);
      }
      texts.put(token, text);
    }
    raw = finder(token -> !token.normalized());
    normalized = finder(AddedToken::normalized);
  }

  private AddedTokenFinder finder(Predicate<AddedToken> which) {
    Map<AddedToken, String> chosen = new LinkedHashMap<>();
    texts.forEach((token, text) -> {
      if (which.test(token)) {
        chosen.put(token, text);
      }
    });
    return new AddedTokenFinder(chosen);
  }

  /** The tokens, with the texts that stand for them after normalisation. */
  Map<AddedToken, String> texts() {
    return texts;
  }

  AddedTokenFinder beforeNormalisation() {
    return raw;
  }

  AddedTokenFinder afterNormalisation() {
    return normalized;
  }
}
