package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Each head and each feed-forward switched off alone for the whole prompt: how much less likely the
 * token becomes that did follow, and how much the distribution moves.
 */
final class AblationExperiment {
  private static final double MOST_SECONDS = 6;
  private static final int TEXT_TOKENS = 12; // of the continuation with the heaviest part off

  private final Decoder decoder;
  private final ExplainedPass pass;
  private final int[] prompt;
  private final int token;
  private final double[] plain; // log-probabilities
  private Ablation heaviest = Ablation.NONE;
  private double mostDivergence = -1;

  AblationExperiment(LoadedModel model, ExplainedPass pass) {
    this.decoder = model.decoder();
    this.pass = pass;
    this.prompt = Arrays.copyOf(pass.ids, pass.promptTokens);
    this.plain = logProbabilities(Ablation.NONE);
    this.token = pass.ids.length > pass.promptTokens ? pass.ids[pass.promptTokens] : best(plain);
  }

  /** Writes the fields of the experiment. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("token", token);
    json.writeNumberField("log_probability", plain[token]);
    long end = System.nanoTime() + (long) (MOST_SECONDS * 1e9);
    int leftOut = 0;
    json.writeArrayFieldStart("parts");
    for (int layer = pass.layers.size() - 1; layer >= 0; layer--) {
      if (pass.kvasir.config().layers().get(layer).feedForward() != null) {
        if (System.nanoTime() < end) {
          part(json, layer, -1, new Ablation(List.of(), List.of(layer)));
        } else {
          leftOut++;
        }
      }
      for (int head = 0; head < pass.layers.get(layer).queryHeads(); head++) {
        if (System.nanoTime() < end) {
          part(json, layer, head, Ablation.ofHeads(List.of(new Ablation.Head(layer, head))));
        } else {
          leftOut++;
        }
      }
    }
    json.writeEndArray();
    json.writeNumberField("left_out", leftOut);
    if (mostDivergence >= 0) {
      text(json, "text", Ablation.NONE);
      text(json, "changed_text", heaviest);
    }
  }

  private void part(JsonGenerator json, int layer, int head, Ablation ablation) throws IOException {
    double[] changed = logProbabilities(ablation);
    double divergence = 0; // KL(plain || changed), nats
    for (int id = 0; id < plain.length; id++) {
      double p = Math.exp(plain[id]);
      divergence += p > 0 ? p * (plain[id] - changed[id]) : 0;
    }
    if (head >= 0 && divergence > mostDivergence) {
      mostDivergence = divergence;
      heaviest = ablation;
    }
    json.writeStartObject();
    json.writeNumberField("layer", layer);
    json.writeNumberField("head", head); // -1 is the feed-forward
    json.writeFieldName("change");
    Json.number(json, (float) (changed[token] - plain[token]));
    json.writeFieldName("divergence");
    Json.number(json, (float) Math.max(0, divergence));
    json.writeNumberField("best", best(changed));
    json.writeEndObject();
  }

  private void text(JsonGenerator json, String name, Ablation ablation) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("off", ablation.isNone() ? "" : ablation.heads().getFirst().toString());
    json.writeArrayFieldStart("tokens");
    int room = Math.min(TEXT_TOKENS, pass.kvasir.context() - prompt.length);
    if (room > 0) {
      Sequence sequence = decoder.newSequence(prompt.length + room);
      int[] next = prompt;
      for (int i = 0; i < room; i++) {
        decoder.forward(List.of(Slice.of(sequence, next, Want.LAST)), Observer.NONE, ablation);
        next = new int[] {best(logProbabilities(sequence.logits()))};
        json.writeStartObject();
        json.writeNumberField("id", next[0]);
        json.writeStringField("text", pass.text(next[0]));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private double[] logProbabilities(Ablation ablation) {
    Sequence sequence = decoder.newSequence(prompt.length);
    decoder.forward(List.of(Slice.of(sequence, prompt, Want.LAST)), Observer.NONE, ablation);
    return logProbabilities(sequence.logits());
  }

  private double[] logProbabilities(Rows logits) {
    int at = logits.at(0);
    double[] values = new double[decoder.config().vocabulary()];
    double highest = Double.NEGATIVE_INFINITY;
    for (int id = 0; id < values.length; id++) {
      values[id] = logits.data[at + id];
      highest = Math.max(highest, values[id]);
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - highest);
    }
    double shift = highest + Math.log(sum);
    Arrays.setAll(values, id -> values[id] - shift);
    return values;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int id = 1; id < values.length; id++) {
      best = values[id] > values[best] ? id : best;
    }
    return best;
  }
}
