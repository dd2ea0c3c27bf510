package io.kvasir.tools.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who or what plays a part in one story, with all that was already said about it. */
final class Role {
  private final String word;
  private final String kind;
  private final String in;
  private final Set<String> tags;
  private @Nullable Pronoun pronoun; // null: drawn when first asked for
  private final Map<String, String> said = new HashMap<>();
  private final @Nullable Scene scene;
  private final boolean firstMeant;

  private Role(
      String word,
      String kind,
      String in,
      Set<String> tags,
      @Nullable Pronoun pronoun,
      @Nullable Scene scene,
      boolean firstMeant) {
    this.word = word;
    this.kind = kind;
    this.in = in;
    this.tags = tags;
    this.pronoun = pronoun;
    this.scene = scene;
    this.firstMeant = firstMeant;
  }

  static Role character(Name name, Entity kind) {
    return new Role(name.word(), kind.noun(), "", kind.tags(), name.pronoun(), null, false);
  }

  static Role noun(Entity entity) {
    Pronoun pronoun = Pronoun.IT;
    if (entity.type() == EntityType.PERSON) {
      boolean she = entity.tags().contains("she");
      pronoun = she ? Pronoun.SHE : entity.tags().contains("he") ? Pronoun.HE : null;
    }
    return new Role(entity.noun(), entity.noun(), entity.in(), entity.tags(), pronoun, null, false);
  }

  static Role flag() {
    return new Role("", "", "", Set.of(), Pronoun.IT, null, false);
  }

  /** A scene, in which the adjective means the first or the second noun. */
  static Role scene(Scene scene, boolean firstMeant) {
    return new Role(scene.name(), "", "", Set.of(), Pronoun.IT, scene, firstMeant);
  }

  String word() {
    return word;
  }

  String kind() {
    return kind;
  }

  String in() {
    return in;
  }

  boolean is(String tag) {
    return tags.contains(tag);
  }

  /** She or he, drawn once if the noun leaves it open. */
  Pronoun pronoun(Choices choices) {
    Pronoun known = pronoun;
    if (known == null) {
      known = choices.one(2) == 0 ? Pronoun.SHE : Pronoun.HE;
      pronoun = known;
    }
    return known;
  }

  /** The pronoun, null as long as it is open. */
  @Nullable Pronoun pronoun() {
    return pronoun;
  }

  Map<String, String> said() {
    return said;
  }

  /** The template of a scene's part; null if this is no scene. */
  @Nullable Node part(String part) {
    if (scene == null) {
      return null;
    }
    return scene.part(part.equals("adjective") ? (firstMeant ? "first" : "second") : part);
  }
}
