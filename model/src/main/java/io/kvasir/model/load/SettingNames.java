package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds misspelt settings. The first of a chain of families names every setting that there is (null
 * where it has no value for it); a family that extends it may make up more only for its own use.
 */
final class SettingNames {
  private SettingNames() {}

  /**
   * Checks a chain of families.
   *
   * @param levels from the one that extends nothing to the one that is asked for
   * @throws ModelFormatException if a setting is unknown to the first and used by none
   */
  static void check(List<Family> levels) {
    Set<String> known = new HashSet<>(stated(levels.getFirst()));
    levels.forEach(level -> addReferences(level.text().content(), known));
    for (Family level : levels) {
      for (String name : stated(level)) {
        if (!known.contains(name)) {
          throw new ModelFormatException(
              level.text().place()
                  + ": nothing reads the setting "
                  + ModelFormatException.printable(name));
        }
      }
    }
  }

  private static Set<String> stated(Family family) {
    Set<String> names = new HashSet<>(keys(family.text()));
    for (Container container : Container.values()) {
      if (family.text().has(container.section())) {
        names.addAll(keys(family.text().member(container.section())));
      }
    }
    return names;
  }

  private static Set<String> keys(FamilyText text) {
    return text.has("settings") ? text.member("settings").object().keySet() : Set.of();
  }

  private static void addReferences(@Nullable Object part, Set<String> names) {
    switch (part) {
      case Map<?, ?> map -> map.values().forEach(value -> addReferences(value, names));
      case List<?> list -> list.forEach(value -> addReferences(value, names));
      case String text when text.startsWith("@") -> names.add(text.substring(1));
      case null, default -> {}
    }
  }
}
