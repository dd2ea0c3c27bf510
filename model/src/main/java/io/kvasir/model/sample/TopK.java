package io.kvasir.model.sample;

/** Keeps the k best tokens (Fan et al. 2018). */
record TopK(int k) implements SamplerStep {
  @Override
  public String name() {
    return "top-k";
  }

  @Override
  public void apply(Candidates candidates) {
    candidates.keepBest(k);
  }

  @Override
  public SamplerStep fork() {
    return this;
  }
}
