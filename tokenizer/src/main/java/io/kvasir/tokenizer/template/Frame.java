package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Scopes.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of one block while it runs, and the way to those around it. */
final class Frame {
  private final Scope scope;
  private final @Nullable Frame around;
  private final Map<String, Object> given;
  private final Map<String, Object> values = new HashMap<>();
  private @Nullable String captured;

  private Frame(Scope scope, @Nullable Frame around, Map<String, Object> given) {
    this.scope = scope;
    this.around = around;
    this.given = given;
  }

  /** The outermost block. {@code given} are the variables of the rendering. */
  static Frame outermost(Scope scope, Map<String, Object> given) {
    Frame frame = new Frame(scope, null, given);
    frame.begin();
    return frame;
  }

  Frame inside(Scope scope) {
    Frame frame = new Frame(scope, this, given);
    frame.begin();
    return frame;
  }

  /** Gives all variables but parameters the values that they begin with: at each turn of a loop. */
  void begin() {
    scope
        .variables()
        .forEach((name, origin) -> {
          switch (origin) {
            case OUTER -> set(name, around == null ? null : around.find(name));
            case GIVEN -> set(name, given.get(name));
            case NOTHING -> set(name, null);
            case PARAMETER -> {}
          }
        });
  }

  /**
   * After the block nothing of it can be seen any more, not even by a macro that was defined in it.
   */
  void end() {
    values.clear();
  }

  /** The value of a variable, or null if it has none. */
  @Nullable Object find(String name) {
    for (Frame frame = this; frame != null; frame = frame.around) {
      if (frame.scope.variables().containsKey(name)) {
        return frame.values.get(name);
      }
    }
    return given.get(name);
  }

  void set(String name, @Nullable Object value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  void capture(String text) {
    captured = text;
  }

  String captured() {
    return captured == null ? "" : captured;
  }
}
