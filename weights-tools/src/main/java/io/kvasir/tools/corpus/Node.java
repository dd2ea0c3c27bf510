package io.kvasir.tools.corpus;

import java.util.List;

/** A piece of a template. */
sealed interface Node {
  /** Words as they are. */
  record Text(String text) implements Node {}

  /**
   * A role's word or one of its attributes.
   *
   * @param role the role's name
   * @param attribute "" for the word itself, else a form (he, kind) or a rule that is told once per
   *     entity and remembered
   * @param capital whether the first letter becomes a capital
   * @param where file and line
   */
  record Slot(String role, String attribute, boolean capital, String where) implements Node {}

  /** Another rule, told with these roles. */
  record Call(String rule, List<String> arguments, String where) implements Node {}

  /** One of several. */
  record Choice(List<Alternative> alternatives, String where) implements Node {}

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {}
}
