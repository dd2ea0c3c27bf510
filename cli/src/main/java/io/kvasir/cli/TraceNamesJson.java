package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.sample.SamplerTrace.Choice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Texts of the tokens of a trace. */
final class TraceNamesJson {
  private static final int WHOLE_VOCABULARY = 4096; // texts of all tokens, else of those that count
  private static final int NAMED_LOGITS = 300; // best tokens of a row of logits that get a text

  private final JsonGenerator json;
  private final ExplainedPass pass;

  TraceNamesJson(JsonGenerator json, ExplainedPass pass) {
    this.json = json;
    this.pass = pass;
  }

  /** The text of each id that is mentioned, or of all. */
  void names() throws IOException {
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
}
