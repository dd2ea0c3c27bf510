package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.observe.Stage;
import java.io.IOException;
import java.util.Locale;

/** Queries, keys, values, scores and blends in a trace. */
final class TraceVectorsJson {
  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceVectorsJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** Scores of the queries that can be worked out, and the vectors of each stage. */
  void vectors() throws IOException {
    json.writeArrayFieldStart("vectors");
    for (int layer = 0; layer < pass.layers.size(); layer++) {
      for (int head = 0; head < pass.layers.get(layer).queryHeads(); head++) {
        if (pass.vectors.row(layer, head, pass.positions - 1) != null) {
          json.writeStartObject();
          json.writeStringField("stage", "scores");
          json.writeNumberField("layer", layer);
          json.writeNumberField("head", head);
          json.writeNumberField("from", pass.firstScored());
          json.writeNumberField("to", pass.endScored());
          TraceArrays.floats(json, "values", scored(layer, head, true));
          if (!TraceAttentionJson.row(pass.trace, layer, head, pass.positions - 1).complete()) {
            TraceArrays.floats(json, "weights", scored(layer, head, false));
          }
          json.writeEndObject();
        }
        for (Stage stage : Stage.values()) {
          stage(stage, layer, head);
        }
      }
    }
    json.writeEndArray();
  }

  private float[] scored(int layer, int head, boolean scores) {
    return TraceAttentionJson.packed(
        pass.vectors, layer, head, scores, pass.firstScored(), pass.endScored());
  }

  private void stage(Stage stage, int layer, int head) throws IOException {
    boolean shared = stage == Stage.KEY || stage == Stage.POSITIONED_KEY || stage == Stage.VALUE;
    int heads =
        shared ? pass.layers.get(layer).keyValueHeads() : stage == Stage.LATENT ? 1 : head + 1;
    float[] first = head < heads ? pass.vectors.values(stage, layer, 0, head) : null;
    if (first == null) {
      return;
    }
    float[] all = new float[pass.positions * first.length];
    for (int p = 0; p < pass.positions; p++) {
      float[] one = pass.vectors.values(stage, layer, p, head);
      if (one == null) {
        return; // did not fit, which is said among what was left out
      }
      System.arraycopy(one, 0, all, p * first.length, first.length);
    }
    json.writeStartObject();
    json.writeStringField("stage", stage.name().toLowerCase(Locale.ROOT));
    json.writeNumberField("layer", layer);
    json.writeNumberField("head", head);
    TraceArrays.floats(json, "values", all, pass.positions, first.length);
    json.writeEndObject();
  }
}
