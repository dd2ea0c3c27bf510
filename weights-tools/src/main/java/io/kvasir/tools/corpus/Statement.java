package io.kvasir.tools.corpus;

/** What an alternative does before its text is told. */
sealed interface Statement {
  /**
   * Draws an entity and binds it to a role.
   *
   * @param role the role's name
   * @param type what to draw
   * @param filter which ones are wanted
   * @param global bound until the story ends, not only until the rule ends
   */
  record Cast(String role, EntityType type, TagFilter filter, boolean global)
      implements Statement {}

  /** Remembers something until the story ends; guards can ask for it. */
  record Flag(String name) implements Statement {}

  /** Draws a scene about two things whose nouns are drawn as well. */
  record DrawScene() implements Statement {}

  /** Draws a scene about two characters that are cast already. */
  record DrawPeopleScene(String first, String second) implements Statement {}
}
