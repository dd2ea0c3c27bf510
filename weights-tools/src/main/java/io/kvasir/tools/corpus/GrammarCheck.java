package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is wrong with a grammar before a story is told: rules that are missing, that nobody
 * uses or that call themselves; tags that nothing has; pools without names.
 */
final class GrammarCheck {
  static final String START = "story";
  private static final Set<String> FORMS = Set.of("", "he", "him", "his", "himself", "kind", "in");

  private final Grammar grammar;
  private final Set<String> used = new HashSet<>();
  private final Set<String> tags = new HashSet<>();

  GrammarCheck(Grammar grammar) {
    this.grammar = grammar;
  }

  void check() {
    grammar.entities().forEach(e -> tags.addAll(e.tags()));
    for (Entity entity : grammar.entities(EntityType.CHARACTER)) {
      for (String pool : entity.pools()) {
        if (!grammar.hasPool(pool)) {
          throw new GrammarException(entity.noun(), "no pool of names '" + pool + "'");
        }
      }
    }
    visit(grammar.rule(START, "grammar"), new ArrayList<>());
    for (Scene scene : grammar.scenes()) {
      castings(scene);
      scene.parts().values().forEach(p -> visit(p, new ArrayList<>(List.of(scene.name()))));
    }
    for (Rule rule : grammar.rules().values()) {
      if (!used.contains(rule.name())) {
        throw new GrammarException(rule.body().where(), "nobody uses rule " + rule.name());
      }
    }
  }

  private void castings(Scene scene) {
    for (String part : List.of("set", "say", "first", "second")) {
      scene.part(part);
    }
    tags(scene.first().filter(), scene.where());
    tags(scene.second().filter(), scene.where());
  }

  private void visit(Rule rule, List<String> path) {
    String where = rule.body().where();
    if (path.contains(rule.name())) {
      throw new GrammarException(where, "rule " + rule.name() + " calls itself: " + path);
    }
    if (used.add(rule.name())) {
      path.add(rule.name());
      visit(rule.body(), path);
      path.remove(path.size() - 1);
    }
  }

  private void visit(Node node, List<String> path) {
    Nodes.walk(
        node,
        n -> {
          switch (n) {
            case Node.Call call -> call(call, path);
            case Node.Slot slot -> slot(slot, path);
            case Node.Choice choice -> choice.alternatives().forEach(this::alternative);
            case Node.Text text -> {}
            case Node.Sequence sequence -> {}
          }
        });
  }

  private void call(Node.Call call, List<String> path) {
    Rule rule = grammar.rule(call.rule(), call.where());
    if (rule.parameters().size() != call.arguments().size()) {
      throw new GrammarException(
          call.where(), "rule " + rule.name() + " wants the roles " + rule.parameters());
    }
    visit(rule, path);
  }

  private void slot(Node.Slot slot, List<String> path) {
    if (!FORMS.contains(slot.attribute()) && !slot.role().equals("scene")) {
      Rule rule = grammar.rule(slot.attribute(), slot.where());
      if (rule.parameters().size() != 1) {
        throw new GrammarException(
            slot.where(), "rule " + rule.name() + " is no attribute: it wants one role");
      }
      visit(rule, path);
    }
  }

  private void alternative(Alternative alternative) {
    for (Statement statement : alternative.statements()) {
      if (statement instanceof Statement.Cast cast) {
        tags(cast.filter(), alternative.where());
      }
    }
    for (Guard guard : alternative.guards()) {
      if (guard instanceof Guard.Tag has) {
        tag(has.tag(), alternative.where());
      } else if (guard instanceof Guard.May may
          && grammar.scenes().stream().noneMatch(s -> s.name().equals(may.scene()))) {
        throw new GrammarException(alternative.where(), "no scene '" + may.scene() + "'");
      }
    }
  }

  private void tags(TagFilter filter, String where) {
    filter.tags().forEach(tag -> tag(tag, where));
  }

  private void tag(String tag, String where) {
    if (!tag.isEmpty() && !tags.contains(tag)) {
      throw new GrammarException(where, "nothing has the tag '" + tag + "'");
    }
  }
}
