package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.kernel.KernelsProvider;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rounding the weights to 4 bits does: one block before and after, the error of each layer,
 * and the tokens of this text that would have come out otherwise.
 */
final class QuantisationExperiment {
  private static final long MOST_PARAMETERS = 30_000_000; // of a model that is rounded as a whole
  private static final TensorType TYPE = TensorType.Q4_0;
  private static final Pattern LAYER = Pattern.compile("\\D*\\.(\\d+)\\..*");

  private final LoadedModel model;
  private final ExplainedPass pass;

  QuantisationExperiment(LoadedModel model, ExplainedPass pass) {
    this.model = model;
    this.pass = pass;
  }

  /** Writes the fields of the experiment. */
  void write(JsonGenerator json) throws IOException {
    json.writeStringField("type", TYPE.name());
    block(json);
    if (model.costs().parameters() > MOST_PARAMETERS) {
      json.writeStringField(
          "left_out", "The model is too large to be rounded as a whole for a page.");
      return;
    }
    try (Arena arena = Arena.ofShared()) {
      RoundedParameters rounded = new RoundedParameters(model.parameters(), TYPE, arena);
      try (Decoder decoder =
          new Decoder(
              model.config(),
              rounded,
              new ParallelKernels(KernelsProvider.best(), 1, model.activations(), 0))) {
        layers(json, rounded.errors());
        tokens(json, decoder);
      }
    }
  }

  /** The first block of the token table's row of the prompt's last token. */
  private void block(JsonGenerator json) throws IOException {
    int vocabulary = model.config().vocabulary();
    int width = model.config().embedding().tableWidth();
    int cols = width == 0 ? model.config().width() : width;
    Tensor table = model.parameters().matrix("embedding.tokens", vocabulary, cols);
    int elements = TYPE.codec().elements();
    if (cols < elements) {
      return;
    }
    float[] row = new float[cols];
    table.row(pass.ids[pass.promptTokens - 1], row, 0);
    float[] after = new float[elements];
    byte[] bytes = new byte[TYPE.codec().bytes()];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(bytes.length, 64);
      TYPE.codec().encode(row, 0, block, 0);
      TYPE.codec().decode(block, 0, after, 0);
      MemorySegment.copy(block, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
    }
    json.writeObjectFieldStart("block");
    json.writeStringField("tensor", table.name());
    json.writeNumberField("row", pass.ids[pass.promptTokens - 1]);
    json.writeStringField("type_before", table.type().name());
    json.writeNumberField(
        "scale", Float.float16ToFloat((short) ((bytes[0] & 0xff) | ((bytes[1] & 0xff) << 8))));
    json.writeNumberField("bytes", bytes.length);
    json.writeArrayFieldStart("codes"); // 4 bits each: element i low, element i + 16 high
    for (int i = 0; i < elements; i++) {
      int pair = bytes[2 + i % 16] & 0xff;
      json.writeNumber(i < 16 ? pair & 15 : pair >> 4);
    }
    json.writeEndArray();
    numbers(json, "before", Arrays.copyOf(row, elements));
    numbers(json, "after", after);
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String name, float[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (float value : values) {
      Json.number(json, value);
    }
    json.writeEndArray();
  }

  private static void layers(JsonGenerator json, Map<String, Double> errors) throws IOException {
    Map<Integer, double[]> byLayer = new TreeMap<>(); // sum, count
    errors.forEach((name, error) -> {
      Matcher matcher = LAYER.matcher(name);
      int layer = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
      double[] sum = byLayer.computeIfAbsent(layer, l -> new double[2]);
      sum[0] += error;
      sum[1]++;
    });
    json.writeArrayFieldStart("layers");
    for (Map.Entry<Integer, double[]> entry : byLayer.entrySet()) {
      json.writeStartObject();
      json.writeNumberField("layer", entry.getKey());
      json.writeNumberField("error", (float) (entry.getValue()[0] / entry.getValue()[1]));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void tokens(JsonGenerator json, Decoder decoder) throws IOException {
    int n = Math.min(pass.positions, 256);
    int[] ids = Arrays.copyOf(pass.ids, n);
    Rows plain = logits(model.decoder(), ids);
    Rows rounded = logits(decoder, ids);
    int vocabulary = model.config().vocabulary();
    json.writeNumberField("compared", n);
    json.writeArrayFieldStart("changed");
    for (int p = 0; p < n; p++) {
      int before = best(plain, p, vocabulary);
      int after = best(rounded, p, vocabulary);
      if (before != after) {
        json.writeStartObject();
        json.writeNumberField("position", p);
        json.writeStringField("before", pass.text(before));
        json.writeStringField("after", pass.text(after));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static Rows logits(Decoder decoder, int[] ids) {
    Sequence sequence = decoder.newSequence(ids.length);
    decoder.forward(List.of(Slice.of(sequence, ids, Want.ALL)), Observer.NONE);
    return sequence.logits();
  }

  private static int best(Rows logits, int row, int vocabulary) {
    int at = logits.at(row);
    int best = 0;
    for (int id = 1; id < vocabulary; id++) {
      best = logits.data[at + id] > logits.data[at + best] ? id : best;
    }
    return best;
  }
}
