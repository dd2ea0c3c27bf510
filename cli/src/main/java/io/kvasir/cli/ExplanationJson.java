package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Explanation.Merge;
import io.kvasir.tokenizer.Explanation.Piece;
import io.kvasir.tokenizer.Explanation.Special;
import io.kvasir.tokenizer.Explanation.Symbol;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** An explanation as one JSON object. */
final class ExplanationJson {

  private final JsonGenerator json;

  ExplanationJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Explanation explanation) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("ids");
    for (int id : explanation.ids()) {
      json.writeNumber(id);
    }
    json.writeEndArray();
    steps(explanation);
    json.writeEndObject();
    Json.endLine(json);
  }

  /** The field with the steps. */
  void steps(Explanation explanation) throws IOException {
    json.writeArrayFieldStart("steps");
    for (Explanation.Step step : explanation.steps()) {
      json.writeStartObject();
      switch (step) {
        case Special special -> special(special);
        case Piece piece -> piece(piece);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void special(Special special) throws IOException {
    json.writeStringField("step", "special");
    json.writeNumberField("id", special.id());
    json.writeStringField("piece", special.piece());
    json.writeBooleanField("added", special.added());
  }

  private void piece(Piece piece) throws IOException {
    json.writeStringField("step", "piece");
    json.writeStringField("text", piece.text());
    symbols("start", piece.start());
    json.writeArrayFieldStart("merges");
    for (Merge merge : piece.merges()) {
      json.writeStartObject();
      json.writeNumberField("rank", merge.rank());
      if (merge.score() != null) {
        json.writeFieldName("score");
        Json.number(json, merge.score());
      }
      json.writeNumberField("position", merge.position());
      json.writeStringField("left", merge.left());
      json.writeStringField("right", merge.right());
      symbol(merge.result());
      json.writeEndObject();
    }
    json.writeEndArray();
    symbols("tokens", piece.tokens());
  }

  private void symbols(String name, List<Symbol> symbols) throws IOException {
    json.writeArrayFieldStart(name);
    for (Symbol symbol : symbols) {
      json.writeStartObject();
      symbol(symbol);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void symbol(Symbol symbol) throws IOException {
    if (symbol.id() >= 0) {
      json.writeNumberField("id", symbol.id());
    } else {
      json.writeNullField("id");
    }
    json.writeStringField("piece", symbol.piece());
    json.writeStringField("kind", symbol.kind().name().toLowerCase(Locale.ROOT));
  }
}
