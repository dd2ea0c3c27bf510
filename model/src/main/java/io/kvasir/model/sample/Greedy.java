package io.kvasir.model.sample;

/** Takes the best token, the lowest id among equally good ones: what temperature 0 means. */
record Greedy() implements SamplerStep {
  @Override
  public String name() {
    return "greedy";
  }

  @Override
  public void apply(Candidates candidates) {
    candidates.keepOnly(candidates.best());
  }

  @Override
  public SamplerStep fork() {
    return this;
  }
}
