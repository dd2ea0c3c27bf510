package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The model of a trace. */
final class TraceModelJson {
  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceModelJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** Its shape, and how each layer looks at other positions. */
  void model() throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("file", pass.kvasir.engine().file());
    json.writeStringField("kernels", pass.kvasir.engine().kernels());
    json.writeStringField("activations", pass.kvasir.engine().activations());
    json.writeStringField("cache_type", pass.kvasir.engine().cacheType());
    json.writeNumberField("cache_bytes", pass.cacheType().bytes());
    json.writeNumberField("vocabulary", pass.kvasir.config().vocabulary());
    json.writeNumberField("width", pass.kvasir.config().width());
    json.writeNumberField("context", pass.kvasir.context());
    json.writeNumberField("parameters", pass.kvasir.costs().parameters());
    json.writeArrayFieldStart("layers");
    for (LayerView layer : pass.layers) {
      json.writeStartObject();
      json.writeStringField("kind", layer.kind());
      json.writeNumberField("query_heads", layer.queryHeads());
      json.writeNumberField("key_value_heads", layer.keyValueHeads());
      json.writeNumberField("key_width", layer.keyWidth());
      json.writeNumberField("value_width", layer.valueWidth());
      json.writeNumberField("scale", layer.scale());
      json.writeNumberField("soft_cap", layer.softCap());
      json.writeNumberField("window", layer.window());
      json.writeStringField("position", layer.position());
      json.writeBooleanField("sinks", layer.sinks());
      json.writeNumberField("cache_floats", layer.cacheFloats());
      json.writeNumberField("state_floats", layer.stateFloats());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
