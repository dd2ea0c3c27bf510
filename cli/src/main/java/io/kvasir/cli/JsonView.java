package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.Statistics;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON object per line: a token each, then the end. */
final class JsonView implements GenerationView {

  private final JsonGenerator json;

  JsonView(Streams streams) {
    json = Json.lines(streams.out());
  }

  @Override
  public void prompt(Tokenizer tokenizer, int[] ids) {}

  @Override
  public void token(Emitted token) {
    try {
      json.writeStartObject();
      json.writeNumberField("id", token.id());
      json.writeStringField("text", token.text());
      json.writeFieldName("logprob");
      Json.number(json, token.logProbability());
      json.writeEndObject();
      Json.endLine(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(String stopReason, Statistics statistics) {
    try {
      json.writeStartObject();
      json.writeStringField("stop", stopReason);
      json.writeObjectFieldStart("statistics");
      StatisticsText.fields(json, statistics);
      json.writeEndObject();
      json.writeEndObject();
      Json.endLine(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
