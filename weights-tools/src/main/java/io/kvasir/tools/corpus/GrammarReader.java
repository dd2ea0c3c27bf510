package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads grammar files, line by line; the syntax is explained at the head of story.story. */
final class GrammarReader {
  private static final Pattern NAMES = Pattern.compile("names (\\w+) (she|he|it): (.+)");
  private static final Pattern RULE = Pattern.compile("rule ([\\w-]+)((?: \\w+)*)");
  private static final Pattern SCENE = Pattern.compile("scene ([\\w-]+): (.+)");
  private static final Pattern PART = Pattern.compile("(set|say|first|second|after): (.+)");
  private static final Pattern ENTITIES =
      Pattern.compile("(kind|person|beast|object|place|item|sound)((?: [a-z]+)+):(.*)");

  private final Map<String, List<Name>> pools = new LinkedHashMap<>();
  private final List<Entity> entities = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<Scene> scenes = new ArrayList<>();
  private int alternatives;

  private @Nullable Rule rule; // whose alternatives follow
  private final List<Alternative> ruleAlternatives = new ArrayList<>();
  private @Nullable Scene scene; // whose parts follow
  private final Map<String, Node> sceneParts = new LinkedHashMap<>();

  /** Reads all files into one grammar. */
  static Grammar read(List<Source> sources) {
    GrammarReader reader = new GrammarReader();
    sources.forEach(reader::read);
    Grammar grammar =
        new Grammar(
            reader.pools, reader.entities, reader.rules, reader.scenes, reader.alternatives);
    new GrammarCheck(grammar).check();
    return grammar;
  }

  private void read(Source source) {
    String pending = "";
    String pendingWhere = source.name() + ":1";
    for (int i = 0; i < source.lines().size(); i++) {
      String line = source.lines().get(i);
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (line.startsWith(" ")) {
        pending += " " + line.trim(); // a long line goes on
        continue;
      }
      take(pending, pendingWhere);
      pending = line.stripTrailing();
      pendingWhere = source.name() + ":" + (i + 1);
    }
    take(pending, pendingWhere);
    finishRule();
    finishScene();
  }

  private void take(String line, String where) {
    if (line.isEmpty()) {
      return;
    }
    if (line.startsWith("-") && rule != null) {
      ruleAlternatives.add(reader(where, line.substring(1).stripLeading()).alternative());
      return;
    }
    Matcher part = PART.matcher(line);
    if (part.matches() && scene != null) {
      sceneParts.put(part.group(1), reader(where, part.group(2)).choice());
      return;
    }
    finishRule();
    finishScene();
    Matcher names = NAMES.matcher(line);
    Matcher header = RULE.matcher(line);
    Matcher sceneHeader = SCENE.matcher(line);
    Matcher nouns = ENTITIES.matcher(line);
    if (names.matches()) {
      names(names);
    } else if (header.matches()) {
      beginRule(header, where);
    } else if (sceneHeader.matches()) {
      scene = scene(sceneHeader, where);
    } else if (nouns.matches()) {
      entities(nouns, where);
    } else {
      throw new GrammarException(where, "cannot read the line '" + line + "'");
    }
  }

  private TemplateReader reader(String where, String text) {
    return new TemplateReader(where, text, () -> alternatives++);
  }

  private void names(Matcher line) {
    Pronoun pronoun =
        switch (line.group(2)) {
          case "she" -> Pronoun.SHE;
          case "he" -> Pronoun.HE;
          default -> Pronoun.IT;
        };
    List<Name> pool = pools.computeIfAbsent(line.group(1), p -> new ArrayList<>());
    for (String name : line.group(3).trim().split("\\s+", -1)) {
      pool.add(new Name(name, pronoun));
    }
  }

  private void entities(Matcher line, String where) {
    EntityType type = null;
    for (EntityType t : EntityType.values()) {
      type = t.keyword().equals(line.group(1)) ? t : type;
    }
    if (type == null) {
      throw new GrammarException(where, "unknown type '" + line.group(1) + "'");
    }
    int weight = 1;
    List<String> from = List.of();
    String in = "";
    Set<String> tags = new HashSet<>();
    for (String word : line.group(3).trim().split("\\s+", -1)) {
      if (word.matches("x\\d+")) {
        weight = Integer.parseInt(word.substring(1));
      } else if (word.startsWith("pool=")) {
        from = List.of(word.substring(5).split("\\+", -1));
      } else if (word.startsWith("in=")) {
        in = word.substring(3);
      } else if (!word.isEmpty()) {
        tags.add(word);
      }
    }
    for (String noun : line.group(2).trim().split(" ", -1)) {
      entities.add(new Entity(type, noun, weight, from, in, Set.copyOf(tags)));
    }
  }

  private void beginRule(Matcher line, String where) {
    String parameters = line.group(2).trim();
    rule =
        new Rule(
            line.group(1),
            parameters.isEmpty() ? List.of() : List.of(parameters.split(" ", -1)),
            new Node.Choice(List.of(), where));
  }

  private void finishRule() {
    if (rule != null) {
      String where = rule.body().where();
      if (ruleAlternatives.isEmpty()) {
        throw new GrammarException(where, "rule " + rule.name() + " has no alternatives");
      }
      Node.Choice body = new Node.Choice(List.copyOf(ruleAlternatives), where);
      if (rules.put(rule.name(), new Rule(rule.name(), rule.parameters(), body)) != null) {
        throw new GrammarException(where, "rule " + rule.name() + " twice");
      }
    }
    rule = null;
    ruleAlternatives.clear();
  }

  private static Scene scene(Matcher line, String where) {
    String castings = line.group(2).trim();
    if (castings.equals("people")) {
      Scene.Casting anybody = TemplateReader.casting(where, "character");
      return new Scene(line.group(1), true, anybody, anybody, Map.of(), where);
    }
    int slash = castings.indexOf('/');
    if (slash < 0) {
      throw new GrammarException(where, "a scene wants two castings with / between, or people");
    }
    return new Scene(
        line.group(1),
        false,
        TemplateReader.casting(where, castings.substring(0, slash).trim()),
        TemplateReader.casting(where, castings.substring(slash + 1).trim()),
        Map.of(),
        where);
  }

  private void finishScene() {
    if (scene != null) {
      scenes.add(
          new Scene(
              scene.name(),
              scene.people(),
              scene.first(),
              scene.second(),
              Map.copyOf(sceneParts),
              scene.where()));
    }
    scene = null;
    sceneParts.clear();
  }
}
