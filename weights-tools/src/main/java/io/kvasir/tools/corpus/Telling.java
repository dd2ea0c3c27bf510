package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One story being told: expands the rule "story" and writes down what was drawn. */
final class Telling {
  /** Stands before a scene's adjective, if marks are wanted. */
  static final char ADJECTIVE = '\u0001';

  /** Stands before the next mention of what the adjective meant, if marks are wanted. */
  static final char REFERENT = '\u0002';

  private final Grammar grammar;
  private final Choices choices;
  private final @Nullable Substitutes substitutes;
  private final Casting casting;
  private final boolean marks;
  private final Stage stage = new Stage();
  private final BitSet alternatives = new BitSet();
  private StringBuilder out = new StringBuilder();
  private String plot = "";
  private int sideStep = -1;
  private String sceneName = "";
  private int marksLeft = 2;

  /**
   * Prepares a telling.
   *
   * @param choices its draws
   * @param substitutes what to count with, or null
   * @param heldOutScenes whether scenes come from the held-out ones
   * @param marks whether the first scene is marked in the text
   */
  Telling(
      Grammar grammar,
      Choices choices,
      @Nullable Substitutes substitutes,
      boolean heldOutScenes,
      boolean marks) {
    this.grammar = grammar;
    this.choices = choices;
    this.substitutes = substitutes;
    this.marks = marks;
    casting = new Casting(grammar, choices, substitutes, heldOutScenes);
  }

  /** Tells the story. */
  Story tell() {
    tell(grammar.rule(GrammarCheck.START, "grammar").body());
    return new Story(Prose.finish(out.toString()), new Plan(plot, casting.parts()), choices.bits());
  }

  /** Ids of the alternatives that were used. */
  BitSet alternatives() {
    return alternatives;
  }

  boolean hasPeopleScene() {
    return casting.hasPeopleScene();
  }

  /** Number of the draw that decided what the first scene's adjective means; -1 without scene. */
  int sideStep() {
    return sideStep;
  }

  /** Name of the first scene; "" without scene. */
  String sceneName() {
    return sceneName;
  }

  private void tell(Node node) {
    switch (node) {
      case Node.Text text -> out.append(text.text());
      case Node.Slot slot -> slot(slot);
      case Node.Call call -> call(call);
      case Node.Choice choice -> choice(choice);
      case Node.Sequence sequence -> sequence.parts().forEach(this::tell);
    }
  }

  private void call(Node.Call call) {
    Rule rule = grammar.rule(call.rule(), call.where());
    if (plot.isEmpty() && rule.name().startsWith("plot-")) {
      plot = rule.name().substring("plot-".length());
    }
    Map<String, Role> roles = new HashMap<>();
    for (int i = 0; i < rule.parameters().size(); i++) {
      roles.put(rule.parameters().get(i), stage.role(call.arguments().get(i), call.where()));
    }
    stage.enter(roles);
    tell(rule.body());
    stage.leave();
  }

  private void choice(Node.Choice choice) {
    List<Alternative> open = new ArrayList<>();
    for (Alternative alternative : choice.alternatives()) {
      if (alternative.guards().stream().allMatch(g -> stage.holds(g, alternative.where()))
          && alternative.statements().stream().allMatch(casting::possible)) {
        open.add(alternative);
      }
    }
    if (open.isEmpty()) {
      throw new GrammarException(choice.where(), "no alternative fits this story");
    }
    Alternative chosen = open.get(0);
    if (open.size() > 1) {
      chosen = open.get(choices.weighted(open.stream().mapToInt(Alternative::weight).toArray()));
      if (substitutes != null) {
        substitutes.wording(open, chosen);
      }
    }
    alternatives.set(chosen.id());
    for (Statement statement : chosen.statements()) {
      act(statement, chosen.where());
    }
    tell(chosen.body());
  }

  private void act(Statement statement, String where) {
    switch (statement) {
      case Statement.Cast cast -> stage.bind(cast.role(), casting.cast(cast, where), cast.global());
      case Statement.Flag flag -> stage.bind(flag.name(), Role.flag(), true);
      case Statement.DrawScene s -> bind(casting.scene(where));
      case Statement.DrawPeopleScene s ->
          bind(casting.peopleScene(stage.role(s.first(), where), stage.role(s.second(), where)));
    }
  }

  private void bind(Casting.Drawn drawn) {
    if (sideStep < 0) {
      sideStep = choices.steps().size() - 1;
      sceneName = drawn.scene().name();
    }
    stage.bind("scene", Role.scene(drawn.scene(), drawn.firstMeant()), false);
    stage.bind("first", drawn.first(), false);
    stage.bind("second", drawn.second(), false);
    stage.bind("referent", drawn.firstMeant() ? drawn.first() : drawn.second(), false);
    stage.bind("other", drawn.firstMeant() ? drawn.second() : drawn.first(), false);
  }

  private void slot(Node.Slot slot) {
    Role role = stage.role(slot.role(), slot.where());
    if (marks && marksLeft == 2 && slot.attribute().equals("adjective")) {
      out.append(ADJECTIVE);
      marksLeft--;
    } else if (marks
        && marksLeft == 1
        && slot.role().equals("referent")
        && slot.attribute().isEmpty()) {
      out.append(REFERENT);
      marksLeft--;
    }
    String text =
        switch (slot.attribute()) {
          case "" -> role.word();
          case "he" -> pronoun(role).he();
          case "him" -> pronoun(role).him();
          case "his" -> pronoun(role).his();
          case "himself" -> pronoun(role).himself();
          case "kind" -> role.kind();
          case "in" -> role.in();
          default -> attribute(role, slot);
        };
    out.append(slot.capital() ? Prose.capital(text) : text);
  }

  private Pronoun pronoun(Role role) {
    if (role.pronoun() == null && substitutes != null) {
      substitutes.pronoun();
    }
    return role.pronoun(choices);
  }

  /** Tells a rule about a role, or a part of a scene: once, then it is repeated. */
  private String attribute(Role role, Node.Slot slot) {
    String known = role.said().get(slot.attribute());
    if (known != null) {
      return known;
    }
    StringBuilder outer = out;
    out = new StringBuilder();
    Node part = role.part(slot.attribute());
    if (part == null) {
      Rule rule = grammar.rule(slot.attribute(), slot.where());
      stage.enter(new HashMap<>(Map.of(rule.parameters().get(0), role)));
      tell(rule.body());
      stage.leave();
    } else {
      tell(part);
    }
    String text = out.toString();
    out = outer;
    role.said().put(slot.attribute(), text);
    return text;
  }
}
