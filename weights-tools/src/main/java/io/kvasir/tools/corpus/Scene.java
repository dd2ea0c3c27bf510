package io.kvasir.tools.corpus;

import java.util.Map;

/**
 * A sentence about two nouns that ends in "because it was", whose adjective tells which of the two
 * is meant (Winograd's schema; Levesque, Davis and Morgenstern 2012).
 *
 * @param name what the scene is called
 * @param people whether it is about two characters, not about nouns of its own
 * @param first which noun comes first: {@code beast strong}
 * @param second which noun comes second
 * @param parts templates: {@code set} (introduces both), {@code say} (the sentence up to the
 *     adjective), {@code first} and {@code second} (adjectives that mean the first or the second)
 * @param where file and line
 */
record Scene(
    String name,
    boolean people,
    Casting first,
    Casting second,
    Map<String, Node> parts,
    String where) {
  /** A type and the tags that are wanted. */
  record Casting(EntityType type, TagFilter filter) {}

  Node part(String part) {
    Node node = parts.get(part);
    if (node == null) {
      throw new GrammarException(where, "scene " + name + " has no part '" + part + "'");
    }
    return node;
  }
}
