package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.load.LoadedModel;
import java.io.IOException;

/**
 * What is measured for the page beside the pass itself, each with a bound of time: what the cache
 * saves, which parts mattered, what heads do on a repeated random text, what quantisation does.
 */
final class Experiments {
  private final LoadedModel model;
  private final ExplainedPass pass;

  /** The model is opened a second time: its files are mapped, so that costs next to nothing. */
  Experiments(LoadedModel model, ExplainedPass pass) {
    this.model = model;
    this.pass = pass;
  }

  /** Runs them all and writes the field {@code experiments}. */
  void write(JsonGenerator json, double plainSeconds) throws IOException {
    json.writeObjectFieldStart("experiments");
    json.writeNumberField("plain_seconds", plainSeconds);
    timed(json, "cost", () -> new CostExperiment(model, pass).write(json));
    timed(json, "ablation", () -> new AblationExperiment(model, pass).write(json));
    timed(json, "self_test", () -> new SelfTest(model, pass).write(json));
    timed(json, "quantisation", () -> new QuantisationExperiment(model, pass).write(json));
    json.writeEndObject();
  }

  /** Writes one object. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void timed(JsonGenerator json, String name, Step step) throws IOException {
    long start = System.nanoTime();
    json.writeObjectFieldStart(name);
    step.run();
    json.writeNumberField("seconds", (System.nanoTime() - start) * 1e-9);
    json.writeEndObject();
  }
}
