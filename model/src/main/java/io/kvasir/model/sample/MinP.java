package io.kvasir.model.sample;

/** Keeps the tokens with at least p times the probability of the best one (Nguyen et al. 2024). */
final class MinP implements SamplerStep {
  private final double logP;

  MinP(double p) {
    this.logP = StrictMath.log(p);
  }

  @Override
  public String name() {
    return "min-p";
  }

  @Override
  public void apply(Candidates candidates) {
    candidates.keepAtLeast(candidates.logit(candidates.best()) + logP);
  }

  @Override
  public SamplerStep fork() {
    return this;
  }
}
