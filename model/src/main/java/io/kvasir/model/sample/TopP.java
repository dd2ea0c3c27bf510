package io.kvasir.model.sample;

/**
 * Keeps the nucleus: the fewest best tokens whose probabilities together reach p (Holtzman et al.
 * 2019).
 */
record TopP(double p) implements SamplerStep {
  @Override
  public String name() {
    return "top-p";
  }

  @Override
  public void apply(Candidates candidates) {
    candidates.keepHeaviest(p);
  }

  @Override
  public SamplerStep fork() {
    return this;
  }
}
