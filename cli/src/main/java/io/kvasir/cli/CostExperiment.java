package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the cache saves: the same tokens again, once with it and once with all positions computed
 * anew for each token, timed and compared bit for bit; and prompts of growing length.
 */
final class CostExperiment {
  private static final double MOST_SECONDS = 3; // without a cache, and again for growth
  private static final int LONGEST_PROMPT = 2048;

  private final LoadedModel model;
  private final Decoder decoder;
  private final ExplainedPass pass;

  CostExperiment(LoadedModel model, ExplainedPass pass) {
    this.model = model;
    this.decoder = model.decoder();
    this.pass = pass;
  }

  /** A pass of the tokens from one on; gives the last logits. */
  private float[] forward(Sequence sequence, int from, int to) {
    Slice slice = new Slice(sequence, pass.ids, from, to, Want.LAST);
    decoder.forward(List.of(slice), Observer.NONE);
    Rows logits = sequence.logits();
    int at = logits.at(0);
    return Arrays.copyOfRange(logits.data, at, at + decoder.config().vocabulary());
  }

  /** Writes the fields of the experiment. */
  void write(JsonGenerator json) throws IOException {
    int first = pass.promptTokens;
    Sequence cache = decoder.newSequence(pass.positions);
    double left = MOST_SECONDS;
    boolean same = true;
    json.writeArrayFieldStart("tokens");
    for (int n = first; n <= pass.positions && left > 0; n++) {
      int from = cache.length();
      long start = System.nanoTime();
      float[] with = forward(cache, from, n);
      long between = System.nanoTime();
      float[] without = forward(decoder.newSequence(n), 0, n);
      long end = System.nanoTime();
      same &= Arrays.equals(with, without);
      left -= (end - start) * 1e-9;
      json.writeStartObject();
      json.writeNumberField("position", n - 1);
      json.writeNumberField("cached_ms", (float) ((between - start) * 1e-6));
      json.writeNumberField("uncached_ms", (float) ((end - between) * 1e-6));
      json.writeNumberField("cached_multiply_adds", multiplyAdds(from, n));
      json.writeNumberField("uncached_multiply_adds", multiplyAdds(0, n));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("same_bits", same);
    grow(json);
  }

  /** Of positions from one to another: all weights once per position, and attention by its keys. */
  private long multiplyAdds(int from, int to) {
    long perToken = model.costs().multiplyAddsPerToken() - model.costs().outputMultiplyAdds();
    long sum = perToken * (to - from) + model.costs().outputMultiplyAdds();
    for (LayerView layer : pass.layers) {
      long perKey = (long) layer.queryHeads() * (layer.keyWidth() + layer.valueWidth());
      for (int position = from; position < to; position++) {
        int keys = position + 1;
        sum += perKey * (layer.window() == 0 ? keys : Math.min(keys, layer.window()));
      }
    }
    return sum;
  }

  private void grow(JsonGenerator json) throws IOException {
    double left = MOST_SECONDS;
    int most = Math.min(pass.kvasir.context(), LONGEST_PROMPT);
    json.writeArrayFieldStart("growth");
    for (int n = 16; n <= most && left > 0; n *= 2) {
      int[] prompt = new int[n];
      Arrays.setAll(prompt, i -> pass.ids[i % pass.promptTokens]);
      Sequence sequence = decoder.newSequence(n);
      long start = System.nanoTime();
      decoder.forward(List.of(Slice.of(sequence, prompt, Want.LAST)), Observer.NONE);
      double seconds = (System.nanoTime() - start) * 1e-9;
      left -= 3 * seconds;
      json.writeStartObject();
      json.writeNumberField("tokens", n);
      json.writeNumberField("ms", (float) (seconds * 1000));
      json.writeNumberField("multiply_adds", multiplyAdds(0, n));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
