package io.kvasir.tokenizer.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The added tokens of a tokenizer: those that are looked for before normalisation, and after. */
public final class AddedTokens {
  private final List<AddedToken> all;
  private final AddedTokenFinder raw;
  private final AddedTokenFinder normalized;

  /**
   * Sorts the tokens.
   *
   * @param tokens all added tokens; of two with the same text the first counts
   * @param normalizer what happens to a text before the second search, or null
   */
  public AddedTokens(List<AddedToken> tokens, @Nullable Normalizer normalizer) {
    all = List.copyOf(tokens);
    List<AddedToken> early = new ArrayList<>();
    List<AddedToken> late = new ArrayList<>();
    List<String> earlyContents = new ArrayList<>();
    List<String> lateContents = new ArrayList<>();
    for (AddedToken token : tokens) {
      (token.normalized() ? late : early).add(token);
      if (token.normalized()) {
        lateContents.add(
            normalizer == null ? token.content() : normalizer.normalize(token.content()));
      } else {
        earlyContents.add(token.content());
      }
    }
    raw = new AddedTokenFinder(early, earlyContents);
    normalized = new AddedTokenFinder(late, lateContents);
  }

  List<AddedToken> all() {
    return all;
  }

  AddedTokenFinder beforeNormalisation() {
    return raw;
  }

  AddedTokenFinder afterNormalisation() {
    return normalized;
  }
}
