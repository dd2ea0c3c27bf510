package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What was found in a trace: the lens, and heads that do a certain thing. */
final class TraceFindingsJson {
  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceFindingsJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** What each layer would say. */
  void lens() throws IOException {
    json.writeArrayFieldStart("lens");
    for (int i = 0; i < pass.lens.views.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("position", pass.lens.first + i);
      TraceArrays.floats(json, "embedding", pass.lens.embeddings.get(i));
      json.writeArrayFieldStart("layers");
      for (Lens.View view : pass.lens.views.get(i)) {
        json.writeStartObject();
        json.writeNumberField("layer", view.layer());
        json.writeNumberField("entropy", (float) view.entropy());
        json.writeNumberField("length", (float) view.length());
        json.writeNumberField("rank", view.rank());
        json.writeNumberField("probability", (float) view.probability());
        json.writeFieldName("ids");
        Json.array(json, view.best());
        json.writeArrayFieldStart("probabilities");
        for (double p : view.probabilities()) {
          json.writeNumber((float) p);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The best heads of each kind. */
  void heads() throws IOException {
    json.writeArrayFieldStart("heads");
    for (FoundHeads.Kind kind : FoundHeads.in(pass, 5)) {
      json.writeStartObject();
      json.writeStringField("kind", kind.name());
      json.writeStringField("meaning", kind.meaning());
      json.writeArrayFieldStart("best");
      for (FoundHeads.Head head : kind.best()) {
        json.writeStartObject();
        json.writeNumberField("layer", head.layer());
        json.writeNumberField("head", head.head());
        json.writeNumberField("score", (float) head.score());
        json.writeNumberField("queries", head.queries());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
