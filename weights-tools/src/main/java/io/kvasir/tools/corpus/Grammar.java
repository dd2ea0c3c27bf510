package io.kvasir.tools.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who and what stories can be about, and the templates they are told with. Immutable; threads may
 * share it.
 */
public final class Grammar {
  private static final List<String> FILES =
      List.of(
          "story",
          "who",
          "what",
          "where",
          "openings",
          "shared",
          "errands",
          "losses",
          "friends",
          "works",
          "wonders",
          "scenes");

  private final Map<String, List<Name>> pools;
  private final List<Entity> entities;
  private final Map<EntityType, List<Entity>> byType = new EnumMap<>(EntityType.class);
  private final Map<String, Rule> rules;
  private final List<Scene> scenes;
  private final int alternatives;

  Grammar(
      Map<String, List<Name>> pools,
      List<Entity> entities,
      Map<String, Rule> rules,
      List<Scene> scenes,
      int alternatives) {
    Map<String, List<Name>> copy = new LinkedHashMap<>();
    pools.forEach((pool, names) -> copy.put(pool, List.copyOf(names)));
    this.pools = Collections.unmodifiableMap(copy);
    this.entities = List.copyOf(entities);
    for (EntityType type : EntityType.values()) {
      byType.put(type, entities.stream().filter(e -> e.type() == type).toList());
    }
    this.rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    this.scenes = List.copyOf(scenes);
    this.alternatives = alternatives;
  }

  /**
   * The grammar of the embedded model's corpus.
   *
   * @return a new one, read from the resources of this package
   */
  public static Grammar standard() {
    List<Source> sources = new ArrayList<>();
    for (String file : FILES) {
      sources.add(Source.of(file + ".story", resource(file + ".story")));
    }
    return GrammarReader.read(sources);
  }

  private static String resource(String name) {
    try (InputStream in = Grammar.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new GrammarException(name, "not in the resources of " + Grammar.class.getPackage());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a grammar.
   *
   * @param name the file's name, for messages
   * @param text its text, in the syntax that the head of story.story explains; stories begin with
   *     the rule {@code story}
   * @return the grammar
   * @throws GrammarException if it cannot be read, or names a rule that is not there
   */
  public static Grammar parse(String name, String text) {
    return GrammarReader.read(List.of(Source.of(name, text)));
  }

  /**
   * Every name that a character can have.
   *
   * @return names in the order of the alphabet
   */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    pools.values().forEach(pool -> pool.forEach(n -> names.add(n.word())));
    return names;
  }

  /**
   * Every noun of a type; for characters the nouns of their kinds.
   *
   * @param type the type
   * @return lower-case nouns in the order of the alphabet
   */
  public SortedSet<String> nouns(EntityType type) {
    SortedSet<String> nouns = new TreeSet<>();
    entities(type).forEach(e -> nouns.add(e.noun()));
    return nouns;
  }

  /**
   * What a story can be about.
   *
   * @return names and nouns of all types in the order of the alphabet
   */
  public SortedSet<String> namesAndNouns() {
    SortedSet<String> words = names();
    entities.forEach(e -> words.add(e.noun()));
    return words;
  }

  /**
   * Who can be spoken of with a pronoun.
   *
   * @param pronoun {@link Pronoun#SHE} or {@link Pronoun#HE}
   * @return names, and nouns of people; one that can be both ("the baker") is among both
   */
  public SortedSet<String> people(Pronoun pronoun) {
    if (pronoun == Pronoun.IT) {
      throw new IllegalArgumentException("found IT, wanted SHE or HE");
    }
    SortedSet<String> people = new TreeSet<>(pronoun.kin());
    allNames().stream().filter(n -> n.pronoun() == pronoun).forEach(n -> people.add(n.word()));
    String other = pronoun == Pronoun.SHE ? "he" : "she";
    entities(EntityType.PERSON).stream()
        .filter(e -> !e.tags().contains(other))
        .forEach(e -> people.add(e.noun()));
    return people;
  }

  /**
   * Every word that a story can have, names included.
   *
   * @return words in lower case but for the names
   */
  public SortedSet<String> vocabulary() {
    SortedSet<String> words = new TreeSet<>(names());
    entities.forEach(e -> {
      words.add(e.noun());
      words.add(e.in());
    });
    for (Pronoun p : Pronoun.values()) {
      words.addAll(List.of(p.he(), p.him(), p.his(), p.himself()));
    }
    literals().forEach(text -> words.addAll(Prose.words(text)));
    words.remove("");
    return words;
  }

  /** Every piece of text that stands in a template. */
  List<String> literals() {
    List<String> texts = new ArrayList<>();
    Nodes.walk(
        this,
        node -> {
          if (node instanceof Node.Text text) {
            texts.add(text.text());
          }
        });
    return texts;
  }

  List<Entity> entities(EntityType type) {
    return byType.getOrDefault(type, List.of());
  }

  List<Name> allNames() {
    return pools.values().stream().flatMap(List::stream).toList();
  }

  List<Name> pool(String pool) {
    return pools.getOrDefault(pool, List.of());
  }

  boolean hasPool(String pool) {
    return pools.containsKey(pool);
  }

  /** The rule of this name. */
  Rule rule(String name, String where) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new GrammarException(where, "no rule '" + name + "'");
    }
    return rule;
  }

  Map<String, Rule> rules() {
    return rules;
  }

  List<Scene> scenes() {
    return scenes;
  }

  List<Entity> entities() {
    return entities;
  }

  /** How many alternatives there are; their ids are 0 to this. */
  int alternatives() {
    return alternatives;
  }
}
