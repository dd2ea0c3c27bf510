package io.kvasir.model.sample;

/**
 * Makes tokens less likely that the prompt or the output has had: a positive logit is divided by
 * the penalty, a negative one multiplied (CTRL, Keskar et al. 2019, section 4.1, in the form that
 * keeps the sign).
 */
final class RepetitionPenalty implements SamplerStep {
  private final float penalty;
  private final boolean[] seen; // by id

  RepetitionPenalty(double penalty, int vocabulary) {
    this((float) penalty, new boolean[vocabulary]);
  }

  private RepetitionPenalty(float penalty, boolean[] seen) {
    this.penalty = penalty;
    this.seen = seen;
  }

  @Override
  public String name() {
    return "repetition penalty";
  }

  @Override
  public void apply(Candidates candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      if (seen[candidates.id(i)]) {
        float logit = candidates.logit(i);
        float changed = logit > 0 ? logit / penalty : logit * penalty;
        candidates.setLogit(i, Math.clamp(changed, -Float.MAX_VALUE, Float.MAX_VALUE));
      }
    }
  }

  @Override
  public void accept(int token) {
    seen[token] = true;
  }

  @Override
  public SamplerStep fork() {
    return new RepetitionPenalty(penalty, seen.clone());
  }
}
