package io.kvasir.tools.corpus;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many stories differ from the one that is told in words only: with every draw, how many
 * of its options could have taken turns without changing any other draw.
 */
final class Substitutes {
  private final List<Integer> wordings = new ArrayList<>();
  private final List<Integer> casts = new ArrayList<>();

  /** The words of a choice were drawn: options of plain text and as many words can take turns. */
  void wording(List<Alternative> options, Alternative chosen) {
    String text = plain(chosen);
    Set<String> same = new HashSet<>();
    for (Alternative option : options) {
      String other = plain(option);
      if (text != null && other != null && words(text) == words(other)) {
        same.add(other.strip());
      }
    }
    wordings.add(Math.max(1, same.size()));
  }

  /** One of two pronouns was drawn. */
  void pronoun() {
    wordings.add(2);
  }

  /** A name or noun was drawn; so many have the same tags. */
  void cast(long alike) {
    casts.add((int) alike);
  }

  /** The number of stories; nothing is drawn twice, so the other parts may have used some up. */
  BigInteger stories(int parts) {
    BigInteger product = BigInteger.ONE;
    for (int count : wordings) {
      product = product.multiply(BigInteger.valueOf(count));
    }
    for (int alike : casts) {
      product = product.multiply(BigInteger.valueOf(Math.max(1, alike - (parts - 1))));
    }
    return product;
  }

  private static @Nullable String plain(Alternative alternative) {
    return alternative.statements().isEmpty() && alternative.body() instanceof Node.Text text
        ? text.text()
        : null;
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
  }
}
