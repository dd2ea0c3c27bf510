package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/**
 * AdamW for the first steps, then Muon. What heads look at is decided early and hardly changes
 * later: with AdamW one head learns to look at the token before, with Muon several share that. Muon
 * begins with the mean gradient that AdamW has.
 */
final class AdamWThenMuon implements Rule {
  private final AdamW first;
  private final Muon then;
  private final int from;

  /**
   * Creates a rule.
   *
   * @param from first step of Muon
   */
  AdamWThenMuon(NDArray array, NDManager manager, int from) {
    this.first = new AdamW(array, manager);
    this.then = new Muon(array, manager);
    this.from = from;
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new HashMap<>(first.state());
    state.putAll(then.state());
    return Map.copyOf(state);
  }

  @Override
  public NDArray update(NDArray gradient, int step) {
    if (step < from) {
      return first.update(gradient, step);
    }
    if (step == from) {
      then.begin(first.mean());
    }
    return then.update(gradient, step);
  }
}
