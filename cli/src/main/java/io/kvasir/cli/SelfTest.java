package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.observe.AttentionTarget;
import io.kvasir.model.observe.HeadScores;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What heads do on a random text that is repeated once: nothing in it has a meaning, so a head that
 * looks behind the earlier copy of its token does so for that reason alone (Olsson et al. 2022).
 */
final class SelfTest {
  private static final int HALF = 25;
  private static final int SHOWN = 5;

  private final Decoder decoder;
  private final int half;

  SelfTest(LoadedModel model, ExplainedPass pass) {
    this.decoder = model.decoder();
    this.half = Math.min(HALF, pass.kvasir.context() / 2);
  }

  /** Writes the fields of the experiment. */
  void write(JsonGenerator json) throws IOException {
    Random random = new Random(1);
    int[] ids = new int[2 * half];
    for (int i = 0; i < half; i++) {
      ids[i] = random.nextInt(decoder.config().vocabulary());
      ids[half + i] = ids[i];
    }
    Map<String, AttentionTarget> targets = new LinkedHashMap<>();
    targets.put("previous token", AttentionTarget.previousToken());
    targets.put("first token", AttentionTarget.sink());
    targets.put("duplicate token", AttentionTarget.duplicateToken(ids));
    targets.put("induction", AttentionTarget.induction(ids));
    HeadScores[] scores = new HeadScores[targets.size()];
    Observer[] observers = new Observer[scores.length];
    int i = 0;
    for (AttentionTarget target : targets.values()) {
      scores[i] = new HeadScores();
      observers[i] = scores[i].observer(target);
      i++;
    }
    Sequence sequence = decoder.newSequence(ids.length);
    decoder.forward(List.of(Slice.of(sequence, ids, Want.NONE)), Observer.all(observers));
    json.writeNumberField("tokens", ids.length);
    json.writeArrayFieldStart("kinds");
    i = 0;
    for (String name : targets.keySet()) {
      kind(json, name, scores[i++].scores());
    }
    json.writeEndArray();
  }

  private static void kind(JsonGenerator json, String name, List<HeadScores.Score> scores)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", name);
    json.writeArrayFieldStart("best");
    for (HeadScores.Score score : scores.subList(0, Math.min(SHOWN, scores.size()))) {
      json.writeStartObject();
      json.writeNumberField("layer", score.layer());
      json.writeNumberField("head", score.head());
      json.writeNumberField("score", (float) score.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
