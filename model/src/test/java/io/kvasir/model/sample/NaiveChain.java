package io.kvasir.model.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The chain in the plainest form: every step makes a new list, and what has an order is sorted as a
 * whole.
 */
final class NaiveChain {
  record Candidate(int id, double logit) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::logit).reversed().thenComparingInt(Candidate::id);

  private static final Softmax SOFTMAX = new Softmax();

  private final SamplerSpec spec;
  private final Set<Integer> seen = new HashSet<>();
  private long state;

  NaiveChain(SamplerSpec spec) {
    this.spec = spec;
    this.state = spec.seed().orElseThrow();
  }

  void accept(int token) {
    seen.add(token);
  }

  int sample(float[] logits) {
    List<Candidate> all = new ArrayList<>();
    for (int id = 0; id < logits.length; id++) {
      all.add(new Candidate(id, penalised(id, logits[id]) + 0.0)); // -0 is 0
    }
    if (spec.temperature() == 0) {
      return all.stream().min(BEST_FIRST).orElseThrow().id();
    }
    if (spec.topK() > 0) {
      all = all.stream().sorted(BEST_FIRST).limit(spec.topK()).toList();
    }
    if (spec.topP() < 1) {
      all = nucleus(all);
    }
    double highest = highest(all);
    if (spec.minP() > 0) {
      double bound = highest + StrictMath.log(spec.minP());
      all = all.stream().filter(c -> c.logit() >= bound).toList();
    }
    if (spec.temperature() != 1) {
      all =
          all.stream()
              .map(c -> new Candidate(c.id(), (float) ((c.logit() - highest) / spec.temperature())))
              .toList();
    }
    return draw(all);
  }

  private float penalised(int id, float logit) {
    float penalty = (float) spec.repetitionPenalty();
    if (!seen.contains(id)) {
      return logit;
    }
    return logit > 0 ? logit / penalty : logit * penalty;
  }

  private List<Candidate> nucleus(List<Candidate> all) {
    double highest = highest(all);
    double enough = spec.topP() * weight(all, highest);
    Set<Candidate> kept = new HashSet<>();
    double sum = 0;
    for (Candidate c : all.stream().sorted(BEST_FIRST).toList()) {
      if (!kept.isEmpty() && sum >= enough) {
        break;
      }
      kept.add(c);
      sum += weight(c, highest);
    }
    return all.stream().filter(kept::contains).toList();
  }

  private int draw(List<Candidate> all) {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    double highest = highest(all);
    double target = (z >>> 11) * 0x1p-53 * weight(all, highest);
    double sum = 0;
    for (Candidate c : all) {
      sum += weight(c, highest);
      if (sum > target) {
        return c.id();
      }
    }
    return all.getLast().id();
  }

  private static double highest(List<Candidate> all) {
    return all.stream().mapToDouble(Candidate::logit).max().orElseThrow();
  }

  private static double weight(Candidate candidate, double highest) {
    double[] weight = new double[1];
    SOFTMAX.exp(new float[] {(float) candidate.logit()}, 1, (float) highest, weight);
    return weight[0];
  }

  /** In the order that {@link Softmax} states: every fourth term, then the four sums. */
  private static double weight(List<Candidate> all, double highest) {
    double[] sums = new double[4];
    for (int i = 0; i < all.size(); i++) {
      sums[i < all.size() / 4 * 4 ? i % 4 : 0] += weight(all.get(i), highest);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
}
