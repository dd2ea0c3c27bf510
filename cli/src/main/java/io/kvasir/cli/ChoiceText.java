package io.kvasir.cli;

import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.sample.SamplerTrace.StepResult;
import java.util.List;
import java.util.Locale;

/**
 * For a terminal: what each layer would say, how the next token was chosen, what an ablation did.
 */
final class ChoiceText {
  private static final int MANY = 8; // tokens of the raw distribution
  private static final int FEW = 3;

  private final ExplainLines to;
  private final ExplainedPass pass;

  ChoiceText(ExplainLines to, ExplainedPass pass) {
    this.to = to;
    this.pass = pass;
  }

  /** What each layer would say behind the token that is looked at. */
  void lens() {
    List<Lens.View> column = pass.lens.views.get(pass.token - pass.lens.first);
    boolean hasNext = pass.token + 1 < pass.ids.length;
    to.title("If it stopped after a layer: what follows token " + pass.token);
    if (hasNext) {
      to.line("entropy in nats; rank of the token that came: %s", quoted(pass.ids[pass.token + 1]));
    }
    to.line("%-10s %8s %8s  %s", "after", "entropy", hasNext ? "rank" : "", "best");
    for (Lens.View view : column) {
      to.line(
          "%-10s %8.3f %8s  %s",
          view.layer() < 0 ? "embedding" : "layer " + view.layer(),
          view.entropy(),
          hasNext ? String.format(Locale.ROOT, "%,d", view.rank()) : "",
          best(view.best(), view.probabilities(), FEW));
    }
  }

  /** The choice behind the token that is looked at, or the first if that one is of the prompt. */
  void nextToken(SamplerSpec sampler) {
    List<Choice> choices = pass.sampler.choices();
    if (choices.isEmpty()) {
      return;
    }
    int number = Math.clamp(pass.token + 1L - pass.promptTokens, 0, choices.size() - 1);
    Choice choice = choices.get(number);
    to.title("The next token, number " + (pass.promptTokens + number));
    to.line(
        "entropy %.3f nats over %,d tokens", choice.entropy(), pass.kvasir.config().vocabulary());
    step(choice.raw(), MANY);
    for (StepResult step : choice.steps()) {
      step(step, FEW);
    }
    if (!Double.isNaN(choice.random())) {
      to.line("random number %.6f pointed at it", choice.random());
    }
    to.line("chosen: %s", to.paint(ExplainLines.NEW_TOKEN, quoted(choice.token())));
    if (sampler.temperature() > 0 && sampler.seed().isPresent()) {
      to.line("the same draws again: --seed %d", sampler.seed().getAsLong());
    }
  }

  /** The first new token with everything on, against what was switched off. */
  void ablated(Choice plain) {
    Choice off = pass.sampler.choices().getFirst();
    to.title("What switching off changed in the first new token");
    to.line("%-12s %s", "all on", best(plain.raw().ids(), plain.raw().probabilities(), FEW));
    to.line("%-12s %s", "switched off", best(off.raw().ids(), off.raw().probabilities(), FEW));
    float[] before = plain.logits();
    float[] after = off.logits();
    if (before == null || after == null) {
      return; // a vocabulary that does not fit
    }
    double shiftBefore = logSum(before);
    double shiftAfter = logSum(after);
    double divergence = 0; // KL(all on || switched off), nats
    for (int id = 0; id < before.length; id++) {
      double p = Math.exp(before[id] - shiftBefore);
      divergence += p > 0 ? p * (before[id] - shiftBefore - (after[id] - shiftAfter)) : 0;
    }
    int best = plain.raw().ids()[0];
    to.line(
        "log-probability of %s: %.3f, and %.3f switched off",
        quoted(best), before[best] - shiftBefore, after[best] - shiftAfter);
    to.line("KL divergence of the two distributions: %.4f nats", Math.max(0, divergence));
  }

  private static double logSum(float[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    return highest + Math.log(sum);
  }

  private void step(StepResult step, int most) {
    String best = best(step.ids(), step.probabilities(), most);
    to.line("%-12s keeps %,7d: %s", step.name(), step.kept(), best);
  }

  private String best(int[] ids, double[] probabilities, int most) {
    StringBuilder best = new StringBuilder();
    for (int i = 0; i < Math.min(most, ids.length); i++) {
      best.append(String.format(Locale.ROOT, "%s %.3f  ", quoted(ids[i]), probabilities[i]));
    }
    return best.toString();
  }

  private String quoted(int id) {
    return ExplainLines.upright("\"" + pass.shown(id) + "\"");
  }
}
