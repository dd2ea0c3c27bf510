package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A wish for tags: {@code toy light/small !big} wants toy, and light or small, and not big. */
record TagFilter(List<Clause> clauses) {
  /** One word of the wish. */
  record Clause(List<String> anyOf, boolean negated) {
    boolean accepts(Set<String> tags) {
      return anyOf.stream().anyMatch(tags::contains) != negated;
    }
  }

  static TagFilter parse(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String word : text.trim().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        boolean negated = word.startsWith("!");
        clauses.add(new Clause(List.of(word.substring(negated ? 1 : 0).split("/", -1)), negated));
      }
    }
    return new TagFilter(List.copyOf(clauses));
  }

  boolean accepts(Set<String> tags) {
    return clauses.stream().allMatch(c -> c.accepts(tags));
  }

  /** Every tag that is asked for. */
  List<String> tags() {
    return clauses.stream().flatMap(c -> c.anyOf().stream()).toList();
  }
}
