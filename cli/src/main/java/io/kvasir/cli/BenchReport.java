package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.generate.EngineInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results of a measurement, for people as a Markdown table and as JSON. */
final class BenchReport {

  private BenchReport() {}

  static String table(EngineInfo engine, List<Bench.Result> results) {
    String name = Failures.oneLine(String.valueOf(Path.of(engine.file()).getFileName()));
    int width = Math.max("model".length(), name.length());
    StringBuilder table = new StringBuilder();
    String row = "| %-" + width + "s | %-12s | %7s | %-11s | %-8s | %7s | %20s |%n";
    table.append(
        String.format(
            Locale.ROOT,
            row,
            "model",
            "kernels",
            "threads",
            "activations",
            "kv type",
            "test",
            "tokens/s"));
    table
        .append("| ")
        .append("-".repeat(width))
        .append(" | ------------ | ------: | ----------- | -------- ");
    table.append("| ------: | -------------------: |\n");
    for (Bench.Result result : results) {
      table.append(
          String.format(
              Locale.ROOT,
              row,
              name,
              engine.kernels(),
              engine.threads(),
              engine.activations(),
              engine.cacheType(),
              result.test(),
              String.format(Locale.ROOT, "%.2f ± %.2f", result.median(), result.spread())));
    }
    return table.toString();
  }

  static void json(JsonGenerator json, EngineInfo engine, List<Bench.Result> results)
      throws IOException {
    json.writeStartArray();
    for (Bench.Result result : results) {
      json.writeStartObject();
      json.writeStringField("model", engine.file());
      json.writeStringField("kernels", engine.kernels());
      json.writeNumberField("threads", engine.threads());
      json.writeStringField("activations", engine.activations());
      json.writeStringField("kv_type", engine.cacheType());
      json.writeStringField("test", result.test());
      json.writeNumberField("median_tokens_per_second", result.median());
      json.writeFieldName("tokens_per_second");
      json.writeArray(result.tokensPerSecond(), 0, result.tokensPerSecond().length);
      json.writeEndObject();
    }
    json.writeEndArray();
    Json.endLine(json);
  }
}
