package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.Trace;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The weights of attention in a trace. */
final class TraceAttentionJson {
  private static final int NO_KEY = 0xffff;

  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceAttentionJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** What every kept head looked at: all weights of a query, or the largest. */
  void attention() throws IOException {
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
      TraceArrays.floats(
          json, "weights", packed(pass.trace, layer, head, false, 0, pass.positions));
    } else {
      json.writeStringField("form", "largest");
      largest(layer, head, last.size());
    }
    TraceArrays.floats(json, "entropy", entropies);
  }

  /** Keys and weights in 16 bits, so many of each query; where it has fewer keys, 65535 and 0. */
  private void largest(int layer, int head, int edges) throws IOException {
    ByteBuffer keys = TraceArrays.bytes(2 * pass.positions * edges);
    ByteBuffer weights = TraceArrays.bytes(2 * pass.positions * edges);
    for (int q = 0; q < pass.positions; q++) {
      AttentionRow row = row(pass.trace, layer, head, q);
      for (int i = 0; i < edges; i++) {
        boolean there = i < row.size();
        keys.putShort((short) (there ? row.key(i) : NO_KEY));
        weights.putShort((short) (there ? Math.round(row.weight(i) * 65535) : 0));
      }
    }
    TraceArrays.array(json, "keys", "uint16-le", keys, pass.positions, edges);
    TraceArrays.array(json, "weights", "unorm16-le", weights, pass.positions, edges);
  }

  /** Rows one after the other: row q has the keys from max(0, q - window + 1) to q. */
  static float[] packed(Trace trace, int layer, int head, boolean scores, int from, int to) {
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

  static AttentionRow row(Trace trace, int layer, int head, int query) {
    AttentionRow row = trace.row(layer, head, query);
    if (row == null) {
      throw new IllegalStateException("no row of layer " + layer + ", head " + head + ", " + query);
    }
    return row;
  }
}
