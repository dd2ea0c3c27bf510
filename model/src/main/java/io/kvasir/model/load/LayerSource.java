package io.kvasir.model.load;

import io.kvasir.model.weights.ValueList;
import org.jspecify.annotations.Nullable;

/** Whether a layer belongs to a set of layers; layers count from 0. */
record LayerSource(Pattern pattern, Source number, @Nullable Source offset) implements Source {
  /** Which layers belong to the set. */
  enum Pattern {
    /** Those whose number modulo n is the offset; without one the last of every n. */
    EVERY,
    /** Those from n on. */
    FROM,
    /** Those below n. */
    BELOW,
    /** Those that a list of the file names. */
    LISTED
  }

  @Override
  public @Nullable Value find(Scope scope) {
    int layer = scope.layer();
    Value n =
        pattern == Pattern.LISTED
            ? number.find(new Scope(scope.settings(), -1, scope.depth()))
            : number.find(scope);
    if (n == null) {
      return pattern == Pattern.LISTED ? scope.value(false) : null;
    }
    return scope.value(
        switch (pattern) {
          case EVERY -> every(scope, n);
          case FROM -> layer >= n.integer("layer");
          case BELOW -> layer < n.integer("layer");
          case LISTED -> listed(scope, n);
        });
  }

  private boolean every(Scope scope, Value n) {
    int cycle = n.integer("cycle of layers");
    if (cycle <= 0) {
      throw n.wrong("cycle of layers", "1 or more");
    }
    Value at = offset == null ? null : offset.find(scope);
    int wanted = at == null ? cycle - 1 : Math.floorMod(at.integer("offset"), cycle);
    return scope.layer() % cycle == wanted;
  }

  private static boolean listed(Scope scope, Value list) {
    if (!(list.content() instanceof ValueList numbers)) {
      throw list.wrong("layers", "a list of whole numbers");
    }
    for (Object number : numbers) {
      if (number instanceof Number n && n.doubleValue() == scope.layer()) {
        return true;
      }
    }
    return false;
  }
}
