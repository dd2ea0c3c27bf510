package io.kvasir.tools.corpus;

import java.util.Locale;

/** Kinds of things that a story can be about. */
public enum EntityType {
  /** Somebody with a name; the grammar lists the kinds (girl, fox), the pools list the names. */
  CHARACTER,
  /** A person without a name who helps: the baker. */
  PERSON,
  /** An animal or a machine without a name, an "it": the cat, the crane. */
  BEAST,
  /** A thing that can be held, lost, packed or sat on: the ball. */
  OBJECT,
  /** Where something happens: the forest, the cottage. */
  PLACE,
  /** Something on a list, without an article: bread, apples. */
  ITEM,
  /** A word of a song, without sense. */
  SOUND;

  /** The word that begins an entity's line in a grammar file. */
  String keyword() {
    return this == CHARACTER ? "kind" : name().toLowerCase(Locale.ROOT);
  }
}
