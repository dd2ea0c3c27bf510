package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Draws who, what and where; nothing is drawn twice in one story. */
final class Casting {
  private final Grammar grammar;
  private final Choices choices;
  private final @Nullable Substitutes substitutes;
  private final boolean heldOutScenes;
  private final Set<String> usedNouns = new HashSet<>();
  private final Set<String> usedNames = new HashSet<>();
  private final List<Plan.Part> parts = new ArrayList<>();
  private boolean people;

  /**
   * Prepares a cast.
   *
   * @param substitutes what to count with, or null
   * @param heldOutScenes whether scenes are drawn from those that no story tells, instead of from
   *     the others
   */
  Casting(
      Grammar grammar, Choices choices, @Nullable Substitutes substitutes, boolean heldOutScenes) {
    this.grammar = grammar;
    this.choices = choices;
    this.substitutes = substitutes;
    this.heldOutScenes = heldOutScenes;
  }

  List<Plan.Part> parts() {
    return List.copyOf(parts);
  }

  /** Whether a scene was drawn whose choice depended on the names. */
  boolean hasPeopleScene() {
    return people;
  }

  /** Whether anything is left for a statement; a story may have used up all of a rare kind. */
  boolean possible(Statement statement) {
    return !(statement instanceof Statement.Cast cast)
        || grammar.entities(cast.type()).stream()
            .anyMatch(e ->
                (e.many() || !usedNouns.contains(e.noun())) && cast.filter().accepts(e.tags()));
  }

  Role cast(Statement.Cast cast, String where) {
    Entity entity = draw(cast.type(), cast.filter(), e -> true, true, where);
    return cast.type() == EntityType.CHARACTER
        ? character(cast.role(), entity, where)
        : noun(cast.role(), entity);
  }

  private Role noun(String role, Entity entity) {
    parts.add(new Plan.Part(role, entity.type(), entity.noun(), entity.noun()));
    return Role.noun(entity);
  }

  private Entity draw(
      EntityType type, TagFilter filter, Predicate<Entity> more, boolean free, String where) {
    List<Entity> wanted =
        grammar.entities(type).stream().filter(e -> filter.accepts(e.tags())).toList();
    List<Entity> left =
        wanted.stream()
            .filter(e -> (e.many() || !usedNouns.contains(e.noun())) && more.test(e))
            .toList();
    if (left.isEmpty()) {
      throw new GrammarException(where, "no " + type.keyword() + " is left for " + filter.tags());
    }
    Entity drawn = left.get(choices.weighted(left.stream().mapToInt(Entity::weight).toArray()));
    if (free && substitutes != null) {
      substitutes.cast(wanted.stream().filter(drawn::alike).count());
    }
    usedNouns.add(drawn.noun());
    return drawn;
  }

  private Role character(String role, Entity kind, String where) {
    List<Name> all = kind.pools().stream().flatMap(p -> grammar.pool(p).stream()).toList();
    List<Name> left = all.stream().filter(n -> !usedNames.contains(n.word())).toList();
    if (left.isEmpty()) {
      throw new GrammarException(where, "no name is left for a " + kind.noun());
    }
    Name name = left.get(choices.one(left.size()));
    if (substitutes != null) {
      substitutes.cast(all.stream().filter(n -> n.pronoun() == name.pronoun()).count());
    }
    usedNames.add(name.word());
    parts.add(new Plan.Part(role, EntityType.CHARACTER, name.word(), kind.noun()));
    return Role.character(name, kind);
  }

  /** A scene and the two roles in it. */
  record Drawn(Scene scene, Role first, Role second, boolean firstMeant) {}

  /** Draws a scene about two nouns, and the nouns, and which of them the adjective will mean. */
  Drawn scene(String where) {
    List<Scene> scenes = grammar.scenes().stream().filter(s -> !s.people() && hasNouns(s)).toList();
    Scene scene = scenes.get(choices.one(scenes.size()));
    Entity first =
        draw(scene.first().type(), scene.first().filter(), e -> hasSecond(scene, e), false, where);
    Entity second =
        draw(
            scene.second().type(),
            scene.second().filter(),
            e -> HeldOut.things(scene.name(), first.noun(), e.noun()) == heldOutScenes,
            false,
            where);
    Role one = noun("first", first);
    Role two = noun("second", second);
    return new Drawn(scene, one, two, choices.one(2) == 0);
  }

  private boolean hasNouns(Scene scene) {
    return grammar.entities(scene.first().type()).stream()
        .anyMatch(e ->
            scene.first().filter().accepts(e.tags())
                && !usedNouns.contains(e.noun())
                && hasSecond(scene, e));
  }

  private boolean hasSecond(Scene scene, Entity first) {
    return grammar.entities(scene.second().type()).stream()
        .anyMatch(e ->
            scene.second().filter().accepts(e.tags())
                && !usedNouns.contains(e.noun())
                && !e.noun().equals(first.noun())
                && HeldOut.things(scene.name(), first.noun(), e.noun()) == heldOutScenes);
  }

  /** Draws a scene about two characters, and which of them the adjective will mean. */
  Drawn peopleScene(Role first, Role second) {
    List<Scene> scenes = grammar.scenes().stream().filter(Scene::people).toList();
    List<Scene> left = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      if (HeldOut.people(i, scenes.size(), first.word(), second.word()) == heldOutScenes) {
        left.add(scenes.get(i));
      }
    }
    people = true;
    Scene scene = left.get(choices.one(left.size()));
    return new Drawn(scene, first, second, choices.one(2) == 0);
  }
}
