package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.sample.SamplerTrace.StepResult;
import java.io.IOException;

/** How the new tokens of a trace were chosen. */
final class TraceSamplingJson {
  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceSamplingJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** The chain of samplers, and each choice with what every step of the chain left. */
  void sampling(SamplerSpec spec) throws IOException {
    json.writeObjectFieldStart("sampler");
    json.writeNumberField("temperature", spec.temperature());
    json.writeNumberField("top_k", spec.topK());
    json.writeNumberField("top_p", spec.topP());
    json.writeNumberField("min_p", spec.minP());
    json.writeNumberField("repetition_penalty", spec.repetitionPenalty());
    if (spec.temperature() > 0 && spec.seed().isPresent()) {
      json.writeNumberField("seed", spec.seed().getAsLong());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("sampling");
    int position = pass.promptTokens;
    for (Choice choice : pass.sampler.choices()) {
      json.writeStartObject();
      json.writeNumberField("position", position++);
      json.writeNumberField("token", choice.token());
      json.writeFieldName("random");
      Json.number(json, choice.random());
      json.writeNumberField("entropy", choice.entropy());
      float[] logits = choice.logits();
      if (logits != null) {
        TraceArrays.floats(json, "logits", logits);
      }
      json.writeArrayFieldStart("steps");
      step(choice.raw());
      for (StepResult step : choice.steps()) {
        step(step);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void step(StepResult step) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", step.name());
    json.writeNumberField("kept", step.kept());
    json.writeFieldName("ids");
    Json.array(json, step.ids());
    json.writeArrayFieldStart("logits");
    for (float logit : step.logits()) {
      Json.number(json, logit);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("probabilities");
    for (double probability : step.probabilities()) {
      Json.number(json, (float) probability);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
