package io.kvasir.model.config;

import io.kvasir.model.kernel.Activation;
import org.jspecify.annotations.Nullable;

/** What a block computes on each position alone. */
public sealed interface FeedForwardConfig {
  /**
   * {@code W_down · f(W_up·x + b) + b}.
   *
   * @param width inner floats
   * @param activation f
   * @param bias whether both matrices have a bias
   */
  record Plain(int width, Activation activation, boolean bias) implements FeedForwardConfig {
    /** Checks the size. */
    public Plain {
      Checks.positive("feed-forward width", width);
    }
  }

  /**
   * {@code W_down · (f(W_gate·x) ⊙ W_up·x)} (Shazeer 2020).
   *
   * @param width inner floats
   * @param activation f
   * @param bias whether the three matrices have a bias
   */
  record Gated(int width, Activation activation, boolean bias) implements FeedForwardConfig {
    /** Checks the size. */
    public Gated {
      Checks.positive("feed-forward width", width);
    }
  }

  /**
   * A mixture of experts (Shazeer et al. 2017): a router chooses a few gated experts for each token
   * and adds their results up by weight; shared experts work on every token.
   *
   * @param count experts
   * @param chosen experts that work on a token
   * @param expert one expert
   * @param clamp 0, or the limit of the clamped form {@code (min(max(up, -c), c) + 1) ·
   *     g·sigmoid(1.702·g)} with {@code g = min(gate, c)} (gpt-oss)
   * @param routing how experts are chosen and weighted
   * @param shared an expert that works on every token, or null
   * @param sharedGate whether the shared expert's result is multiplied by sigmoid(w·x)
   */
  record Experts(
      int count,
      int chosen,
      Gated expert,
      float clamp,
      Routing routing,
      @Nullable Gated shared,
      boolean sharedGate)
      implements FeedForwardConfig {
    /** Checks the sizes. */
    public Experts {
      Checks.positive("number of experts", count);
      Checks.positive("number of chosen experts", chosen);
      if (chosen > count) {
        throw new IllegalArgumentException(chosen + " experts chosen of " + count);
      }
      if (routing.groups() > 1 && count % routing.groups() != 0) {
        throw new IllegalArgumentException(
            count + " experts are no multiple of " + routing.groups() + " groups");
      }
    }
  }

  /**
   * How experts are chosen and weighted.
   *
   * @param score what turns router outputs into scores
   * @param normalise whether the weights of the chosen are divided by their sum
   * @param scale factor on the weights
   * @param bias whether the router's outputs have a bias
   * @param choiceBias whether a bias is added to the scores for the choice alone (DeepSeek-V3)
   * @param groups groups of experts; 1 for none
   * @param chosenGroups groups that may be chosen from
   * @param groupScore what a group is worth
   */
  record Routing(
      Score score,
      boolean normalise,
      float scale,
      boolean bias,
      boolean choiceBias,
      int groups,
      int chosenGroups,
      GroupScore groupScore) {
    /** The usual routing: softmax over all experts. */
    public static final Routing SOFTMAX =
        new Routing(Score.SOFTMAX, false, 1, false, false, 1, 1, GroupScore.LARGEST);
  }

  /** What turns router outputs into weights. */
  enum Score {
    /** Softmax over all experts, then the choice. */
    SOFTMAX,
    /** The choice, then softmax over the chosen. */
    SOFTMAX_OF_CHOSEN,
    /** Sigmoid of each. */
    SIGMOID
  }

  /** What a group of experts is worth. */
  enum GroupScore {
    /** Its largest score. */
    LARGEST,
    /** The sum of its two largest scores. */
    TWO_LARGEST
  }
}
