package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A trace as JSON: {@code cli/docs/trace-schema.md} says what every field means. */
final class TraceJson {
  static final int VERSION = 1;

  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** Writes the fields; the caller opens and closes the object. */
  void fields(@Nullable Explanation explanation, SamplerSpec sampler) throws IOException {
    json.writeStringField("format", "kvasir-trace");
    json.writeNumberField("version", VERSION);
    new TraceModelJson(json, pass).model();
    ablation();
    tokens();
    if (explanation != null) {
      new ExplanationJson(json).steps(explanation);
    }
    json.writeObjectFieldStart("cell");
    json.writeNumberField("layer", pass.layer);
    json.writeNumberField("head", pass.head);
    json.writeNumberField("query", pass.token);
    json.writeEndObject();
    new TraceAttentionJson(json, pass).attention();
    new TraceVectorsJson(json, pass).vectors();
    new TraceSamplingJson(json, pass).sampling(sampler);
    TraceFindingsJson findings = new TraceFindingsJson(json, pass);
    findings.lens();
    findings.heads();
    new TraceNamesJson(json, pass).names();
    json.writeObjectFieldStart("seconds");
    json.writeNumberField("traced_passes", pass.tracedSeconds);
    json.writeNumberField("vectors", pass.vectorSeconds);
    json.writeNumberField("lens", pass.lens.seconds);
    json.writeEndObject();
    json.writeArrayFieldStart("left_out");
    for (String sentence : pass.leftOut) {
      json.writeString(sentence);
    }
    json.writeEndArray();
  }

  /** What was switched off; left out if nothing was. */
  private void ablation() throws IOException {
    if (pass.ablation.isNone()) {
      return;
    }
    json.writeObjectFieldStart("ablation");
    json.writeArrayFieldStart("heads");
    for (Ablation.Head head : pass.ablation.heads()) {
      Json.array(json, new int[] {head.layer(), head.head()});
    }
    json.writeEndArray();
    json.writeFieldName("feed_forwards");
    Json.array(json, pass.ablation.feedForwards().stream().mapToInt(Integer::intValue).toArray());
    json.writeEndObject();
  }

  private void tokens() throws IOException {
    json.writeNumberField("prompt_tokens", pass.promptTokens);
    json.writeNumberField("positions", pass.positions);
    json.writeFieldName("tokens");
    Json.array(json, pass.ids);
    Tokenizer tokenizer = pass.kvasir.tokenizer();
    int[] prompt = Arrays.copyOf(pass.ids, pass.promptTokens);
    json.writeStringField("text", tokenizer.decode(prompt, true));
    json.writeStringField(
        "new_text",
        tokenizer.decode(Arrays.copyOfRange(pass.ids, pass.promptTokens, pass.ids.length), true));
  }
}
