package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.AttentionVariant;
import io.kvasir.model.observe.ModelCost;
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
  private final ModelCost cost;

  CostExperiment(LoadedModel model, ExplainedPass pass) {
    this.model = model;
    this.decoder = model.decoder();
    this.pass = pass;
    this.cost =
        ModelCost.of(
            model.config(),
            model.costs().multiplyAddsPerToken(),
            model.costs().outputMultiplyAdds());
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
      json.writeNumberField(
          "cached_multiply_adds", from == 0 ? cost.withoutCache(n - 1) : cost.withCache(n - 1));
      json.writeNumberField("uncached_multiply_adds", cost.withoutCache(n - 1));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("same_bits", same);
    grow(json);
    variants(json);
  }

  /** Numbers in the cache after each pass, of this model and of what it could have been. */
  private void variants(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("variants");
    for (AttentionVariant variant : AttentionVariant.all(model.config(), cost)) {
      json.writeStartObject();
      json.writeStringField("name", variant.name());
      json.writeBooleanField("real", variant.real());
      json.writeArrayFieldStart("kept");
      for (int n = pass.promptTokens; n <= pass.positions; n++) {
        json.writeNumber(variant.cost().kept(n));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
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
      json.writeNumberField("multiply_adds", cost.withoutCache(n - 1));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
