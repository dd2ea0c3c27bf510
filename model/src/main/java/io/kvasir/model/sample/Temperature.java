package io.kvasir.model.sample;

/**
 * Divides the distance of each logit to the highest: below 1 makes the likely tokens likelier,
 * above 1 the distribution flatter. The highest becomes 0, so that no division overflows; the
 * softmax does not see the shift.
 */
record Temperature(double temperature) implements SamplerStep {
  @Override
  public String name() {
    return "temperature";
  }

  @Override
  public void apply(Candidates candidates) {
    double highest = candidates.logit(candidates.best());
    for (int i = 0; i < candidates.size(); i++) {
      candidates.setLogit(i, (float) ((candidates.logit(i) - highest) / temperature));
    }
  }

  @Override
  public SamplerStep fork() {
    return this;
  }
}
