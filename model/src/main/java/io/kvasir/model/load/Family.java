package io.kvasir.model.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A family's JSON and those that it extends.
 *
 * @param name name of the resource or file
 * @param text the whole JSON
 * @param parent what it extends
 */
record Family(String name, FamilyText text, @Nullable Family parent) {
  private static final Set<String> MEMBERS =
      Set.of("title", "extends", "settings", "gguf", "hugging_face");
  private static final Set<String> SECTION_MEMBERS =
      Set.of("settings", "tensors", "prefixes", "key_prefix", "accept", "ignore", "as");

  Family {
    text.allow(MEMBERS);
    for (Container container : Container.values()) {
      if (text.has(container.section())) {
        Set<String> members = new HashSet<>(SECTION_MEMBERS);
        members.add(container.identities());
        text.member(container.section()).allow(members);
      }
    }
  }

  /** What people call it; empty for a part that only others extend. */
  String title() {
    return text.has("title") ? text.member("title").text() : "";
  }

  /** The names by which files of a container ask for this family. */
  List<String> identities(Container container) {
    if (!text.has(container.section())) {
      return List.of();
    }
    FamilyText section = text.member(container.section());
    return section.has(container.identities())
        ? section.member(container.identities()).texts()
        : List.of();
  }

  /** The family whose GGUF files this one uses; empty if it has its own or none. */
  String ggufAs() {
    String section = Container.GGUF.section();
    return text.has(section) && text.member(section).has("as")
        ? text.member(section).member("as").text()
        : "";
  }

  /** The file nearest to this family wins; within a file the container's section wins. */
  Dialect dialect(Container container) {
    Map<String, Source> settings = new LinkedHashMap<>();
    Map<String, TensorRule> tensors = new LinkedHashMap<>();
    Map<String, List<String>> accept = new LinkedHashMap<>();
    Map<String, String> ignore = new LinkedHashMap<>();
    List<String> prefixes = List.of("");
    String keyPrefix = "";
    for (Family level : levels()) {
      merge(level.text, "settings", settings, SourceParser::parse);
      if (level.text.has(container.section())) {
        FamilyText section = level.text.member(container.section());
        merge(section, "settings", settings, SourceParser::parse);
        merge(section, "tensors", tensors, RuleParser::parse);
        merge(section, "accept", accept, Family::constants);
        merge(section, "ignore", ignore, FamilyText::text);
        prefixes = section.has("prefixes") ? section.member("prefixes").texts() : prefixes;
        keyPrefix = section.has("key_prefix") ? section.member("key_prefix").text() : keyPrefix;
      }
    }
    return new Dialect("family " + name, settings, tensors, prefixes, keyPrefix, accept, ignore);
  }

  /** From the family that extends nothing to this one. */
  List<Family> levels() {
    List<Family> levels = new ArrayList<>();
    for (Family level = this; level != null; level = level.parent) {
      levels.addFirst(level);
    }
    return levels;
  }

  private static List<String> constants(FamilyText text) {
    List<String> result = new ArrayList<>();
    text.list().forEach(element -> result.add(String.valueOf(element)));
    return result;
  }

  /** Adds what a member says; null takes away what was said before. */
  private static <T> void merge(
      FamilyText text, String member, Map<String, T> into, Function<FamilyText, T> parser) {
    if (!text.has(member)) {
      return;
    }
    FamilyText part = text.member(member);
    part.object()
        .forEach((key, content) -> {
          if (content == null) {
            into.remove(key);
          } else {
            into.put(key, parser.apply(part.member(key)));
          }
        });
  }
}
