package io.kvasir.tools.corpus;

import java.util.List;

/**
 * What a story is about, apart from its wording.
 *
 * @param plot the plot's name
 * @param parts who, what and where, in the order in which they were cast
 */
public record Plan(String plot, List<Part> parts) {
  /**
   * One part.
   *
   * @param role what it plays: hero, friend, thing, where ...
   * @param type who, what or where
   * @param word the name or the noun
   * @param kind for named characters the noun of their kind, else the noun itself
   */
  public record Part(String role, EntityType type, String word, String kind) {}

  /** Copies the parts. */
  public Plan {
    parts = List.copyOf(parts);
  }

  /**
   * The set that every story of this plan belongs to.
   *
   * @return training or evaluation
   */
  public Split split() {
    return Split.of(parts.stream().map(Part::word).toList());
  }
}
