package io.kvasir.tokenizer.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Which of the names that a macro gets without asking are read in its body, before anything is
 * given to them.
 */
final class NameUses {
  private static final Set<String> SPECIAL = Set.of("caller", "kwargs", "varargs");

  private record Body(Set<String> read, Set<String> given) {}

  private final Deque<Body> bodies = new ArrayDeque<>();

  void open() {
    bodies.push(new Body(new HashSet<>(), new HashSet<>()));
  }

  /** The special names that the innermost body reads. */
  Set<String> close() {
    return bodies.pop().read();
  }

  void read(String name) {
    if (SPECIAL.contains(name)) {
      for (Body body : bodies) {
        if (!body.given().contains(name)) {
          body.read().add(name);
        }
      }
    }
  }

  void give(String name) {
    if (SPECIAL.contains(name)) {
      bodies.forEach(body -> body.given().add(name));
    }
  }
}
