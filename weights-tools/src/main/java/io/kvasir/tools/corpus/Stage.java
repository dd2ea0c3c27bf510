package io.kvasir.tools.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which roles are known where: a rule sees its own and those of all its callers. */
final class Stage {
  private final Map<String, Role> global = new HashMap<>();
  private final Deque<Map<String, Role>> frames = new ArrayDeque<>();

  Stage() {
    frames.push(global);
  }

  void enter(Map<String, Role> roles) {
    frames.push(roles);
  }

  void leave() {
    frames.pop();
  }

  /** Binds a role until the rule ends, or until the story ends. */
  void bind(String name, Role role, boolean forTheStory) {
    (forTheStory ? global : frames.element()).put(name, role);
  }

  @Nullable Role find(String name) {
    for (Map<String, Role> frame : frames) {
      Role role = frame.get(name);
      if (role != null) {
        return role;
      }
    }
    return null;
  }

  /** The role of this name, which must be cast. */
  Role role(String name, String where) {
    Role role = find(name);
    if (role == null) {
      throw new GrammarException(where, "role '" + name + "' is not cast here");
    }
    return role;
  }

  boolean holds(Guard guard, String where) {
    boolean answer =
        switch (guard) {
          case Guard.Known known -> find(known.role()) != null;
          case Guard.Tag tag -> role(tag.role(), where).is(tag.tag());
          case Guard.Like like ->
              role(like.role(), where).pronoun() == role(like.other(), where).pronoun();
          case Guard.May may ->
              !HeldOut.things(
                  may.scene(), role(may.first(), where).word(), role(may.second(), where).word());
        };
    return answer != guard.negated();
  }
}
