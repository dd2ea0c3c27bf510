package io.kvasir.tools.corpus;

import java.util.List;
import java.util.Set;

/**
 * A noun of the grammar.
 *
 * @param type what it is
 * @param noun one lower-case word
 * @param weight how often it is drawn, against the others of its type
 * @param pools for kinds of characters: the pools their names come from
 * @param in for places: the preposition of "at the market"
 * @param tags properties, which guards and casting ask for
 */
record Entity(
    EntityType type, String noun, int weight, List<String> pools, String in, Set<String> tags) {

  /** True if a story may have several of this noun, told apart by name: two girls. */
  boolean many() {
    return tags.contains("many");
  }

  /** True if no guard and no casting can tell the two apart. */
  boolean alike(Entity other) {
    return type == other.type
        && in.equals(other.in)
        && pools.equals(other.pools)
        && tags.equals(other.tags);
  }
}
