package io.kvasir.tools.corpus;

import java.util.function.Consumer;

/** Walks templates. */
final class Nodes {
  private Nodes() {}

  /** Shows every node of a grammar, a parent before its children. */
  static void walk(Grammar grammar, Consumer<Node> visitor) {
    grammar.rules().values().forEach(rule -> walk(rule.body(), visitor));
    grammar.scenes().forEach(scene -> scene.parts().values().forEach(p -> walk(p, visitor)));
  }

  static void walk(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    switch (node) {
      case Node.Choice choice -> choice.alternatives().forEach(a -> walk(a.body(), visitor));
      case Node.Sequence sequence -> sequence.parts().forEach(p -> walk(p, visitor));
      case Node.Text text -> {}
      case Node.Slot slot -> {}
      case Node.Call call -> {}
    }
  }
}
