package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.observe.Trace;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.sample.SamplerTrace.StepResult;
import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A trace as JSON: {@code cli/docs/trace-schema.md} says what every field means. */
final class TraceJson {
  static final int VERSION = 1;
  private static final int WHOLE_VOCABULARY = 4096; // texts of all tokens, else of those that count
  private static final int NAMED_LOGITS = 300; // best tokens of a row of logits that get a text
  private static final int NO_KEY = 0xffff;

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
    model();
    tokens();
    if (explanation != null) {
      new ExplanationJson(json).steps(explanation);
    }
    json.writeObjectFieldStart("cell");
    json.writeNumberField("layer", pass.layer);
    json.writeNumberField("head", pass.head);
    json.writeNumberField("query", pass.token);
    json.writeEndObject();
    attention();
    vectors();
    sampling(sampler);
    lens();
    heads();
    names();
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

  private void model() throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("file", pass.kvasir.engine().file());
    json.writeStringField("kernels", pass.kvasir.engine().kernels());
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

  private void attention() throws IOException {
    json.writeArrayFieldStart("attention");
    for (int layer = 0; layer < pass.layers.size(); layer++) {
      for (int head = 0; head < pass.trace.heads(layer); head++) {
        if (pass.trace.row(layer, head, pass.positions - 1) != null) {
          json.writeStartObject();
          json.writeNumberField("layer", layer);
          json.writeNumberField("head", head);
          rows(layer, head);
          json.writeEndObject();
        }
      }
    }
    json.writeEndArray();
  }

  private void rows(int layer, int head) throws IOException {
    AttentionRow last = row(pass.trace, layer, head, pass.positions - 1);
    float[] entropies = new float[pass.positions];
    for (int q = 0; q < pass.positions; q++) {
      entropies[q] = (float) row(pass.trace, layer, head, q).entropy();
    }
    if (last.complete()) {
      json.writeStringField("form", "complete");
      floats("weights", packed(pass.trace, layer, head, false, 0, pass.positions));
    } else {
      json.writeStringField("form", "largest");
      largest(layer, head, last.size());
    }
    floats("entropy", entropies);
  }

  /** Keys and weights in 16 bits, so many of each query; where it has fewer keys, 65535 and 0. */
  private void largest(int layer, int head, int edges) throws IOException {
    ByteBuffer keys = bytes(2 * pass.positions * edges);
    ByteBuffer weights = bytes(2 * pass.positions * edges);
    for (int q = 0; q < pass.positions; q++) {
      AttentionRow row = row(pass.trace, layer, head, q);
      for (int i = 0; i < edges; i++) {
        boolean there = i < row.size();
        keys.putShort((short) (there ? row.key(i) : NO_KEY));
        weights.putShort((short) (there ? Math.round(row.weight(i) * 65535) : 0));
      }
    }
    array("keys", "uint16-le", content(keys), pass.positions, edges);
    array("weights", "unorm16-le", content(weights), pass.positions, edges);
  }

  /** Rows one after the other: row q has the keys from max(0, q - window + 1) to q. */
  private float[] packed(Trace trace, int layer, int head, boolean scores, int from, int to) {
    int size = 0;
    for (int q = from; q < to; q++) {
      size += row(trace, layer, head, q).size();
    }
    float[] all = new float[size];
    int at = 0;
    for (int q = from; q < to; q++) {
      AttentionRow row = row(trace, layer, head, q);
      for (int i = 0; i < row.size(); i++) {
        all[at++] = scores ? row.score(i) : row.weight(i);
      }
    }
    return all;
  }

  private static AttentionRow row(Trace trace, int layer, int head, int query) {
    AttentionRow row = trace.row(layer, head, query);
    if (row == null) {
      throw new IllegalStateException("no row of layer " + layer + ", head " + head + ", " + query);
    }
    return row;
  }

  private void vectors() throws IOException {
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
          floats("values", scored(layer, head, true));
          if (!row(pass.trace, layer, head, pass.positions - 1).complete()) {
            floats("weights", scored(layer, head, false));
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
    return packed(pass.vectors, layer, head, scores, pass.firstScored(), pass.endScored());
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
    floats("values", all, pass.positions, first.length);
    json.writeEndObject();
  }

  private void sampling(SamplerSpec spec) throws IOException {
    json.writeObjectFieldStart("sampler");
    json.writeNumberField("temperature", spec.temperature());
    json.writeNumberField("top_k", spec.topK());
    json.writeNumberField("top_p", spec.topP());
    json.writeNumberField("min_p", spec.minP());
    json.writeNumberField("repetition_penalty", spec.repetitionPenalty());
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
        floats("logits", logits);
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

  private void lens() throws IOException {
    json.writeArrayFieldStart("lens");
    for (int i = 0; i < pass.lens.views.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("position", pass.lens.first + i);
      floats("embedding", pass.lens.embeddings.get(i));
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

  private void heads() throws IOException {
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

  private void names() throws IOException {
    TreeSet<Integer> ids = new TreeSet<>();
    int vocabulary =
        Math.min(pass.kvasir.config().vocabulary(), pass.kvasir.tokenizer().vocabulary().size());
    for (int id = 0; id < (vocabulary <= WHOLE_VOCABULARY ? vocabulary : 0); id++) {
      ids.add(id);
    }
    for (int id : pass.ids) {
      ids.add(id);
    }
    for (List<Lens.View> column : pass.lens.views) {
      column.forEach(view -> add(ids, view.best()));
    }
    for (Choice choice : pass.sampler.choices()) {
      add(ids, choice.raw().ids());
      float[] logits = choice.logits();
      if (logits != null && vocabulary > WHOLE_VOCABULARY) {
        add(ids, Lens.best(logits, NAMED_LOGITS));
      }
    }
    json.writeObjectFieldStart("names");
    for (int id : ids) {
      json.writeStringField(String.valueOf(id), id < vocabulary ? pass.text(id) : "?");
    }
    json.writeEndObject();
  }

  private static void add(Set<Integer> to, int[] ids) {
    for (int id : ids) {
      to.add(id);
    }
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] content(ByteBuffer bytes) {
    byte[] content = new byte[bytes.capacity()];
    bytes.get(0, content);
    return content;
  }

  private void floats(String name, float[] values, int... shape) throws IOException {
    ByteBuffer bytes = bytes(4 * values.length);
    bytes.asFloatBuffer().put(values);
    array(
        name, "float32-le", content(bytes), shape.length == 0 ? new int[] {values.length} : shape);
  }

  private void array(String name, String type, byte[] bytes, int... shape) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", type);
    json.writeFieldName("shape");
    Json.array(json, shape);
    json.writeFieldName("base64");
    json.writeBinary(bytes);
    json.writeEndObject();
  }
}
