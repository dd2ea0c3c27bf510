package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results of measurements, in the columns of llama-bench and a few more. */
final class BenchReport {

  /** The forms of a report. */
  enum Form {
    /** A table in Markdown. */
    md,
    /** Comma-separated values with a line of names. */
    csv,
    /** One JSON array. */
    json,
    /** One JSON object per line. */
    jsonl
  }

  private static final List<String> COLUMNS =
      List.of(
          "model",
          "size",
          "params",
          "backend",
          "threads",
          "activations",
          "kv type",
          "test",
          "t/s",
          "of roof");

  private BenchReport() {}

  static void print(Streams streams, Form form, List<Bench.Result> results) throws IOException {
    switch (form) {
      case md -> streams.out().print(table(results));
      case csv -> streams.out().print(csv(results));
      case json -> {
        JsonGenerator json = Json.lines(streams.out());
        json.writeStartArray();
        for (Bench.Result result : results) {
          json(json, result);
        }
        json.writeEndArray();
        Json.endLine(json);
      }
      case jsonl -> {
        JsonGenerator json = Json.lines(streams.out());
        for (Bench.Result result : results) {
          json(json, result);
          Json.endLine(json);
        }
      }
    }
  }

  static String table(List<Bench.Result> results) {
    List<List<String>> rows = results.stream().map(BenchReport::row).toList();
    int[] widths =
        IntStream.range(0, COLUMNS.size())
            .map(c ->
                Math.max(
                    COLUMNS.get(c).length(),
                    rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0)))
            .toArray();
    StringBuilder table = new StringBuilder(line(COLUMNS, widths));
    for (int c = 0; c < widths.length; c++) {
      boolean right = c > 0 && c != 3;
      table.append("| ").append("-".repeat(widths[c] - (right ? 1 : 0)));
      table.append(right ? ": " : " ");
    }
    table.append("|\n");
    rows.forEach(row -> table.append(line(row, widths)));
    return table.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      boolean right = c > 0 && c != 3;
      String format = right ? "| %" + widths[c] + "s " : "| %-" + widths[c] + "s ";
      line.append(String.format(Locale.ROOT, format, cells.get(c)));
    }
    return line.append("|\n").toString();
  }

  private static List<String> row(Bench.Result result) {
    return List.of(
        name(result),
        binary(result.costs().bytes()),
        decimal(result.costs().parameters()),
        result.engine().kernels(),
        Integer.toString(result.engine().threads()),
        result.engine().activations(),
        result.engine().cacheType(),
        result.test().name(),
        String.format(Locale.ROOT, "%.2f ± %.2f", result.median(), result.spread()),
        String.format(Locale.ROOT, "%.2f", result.share()));
  }

  private static String name(Bench.Result result) {
    return Failures.oneLine(String.valueOf(Path.of(result.engine().file()).getFileName()));
  }

  private static String binary(long bytes) {
    return bytes < 1 << 30
        ? String.format(Locale.ROOT, "%.2f MiB", bytes / 0x1p20)
        : String.format(Locale.ROOT, "%.2f GiB", bytes / 0x1p30);
  }

  private static String decimal(long count) {
    return count < 1_000_000_000
        ? String.format(Locale.ROOT, "%.2f M", count / 1e6)
        : String.format(Locale.ROOT, "%.2f B", count / 1e9);
  }

  static String csv(List<Bench.Result> results) {
    StringBuilder csv =
        new StringBuilder(
            "model_filename,model_size,model_n_params,backend,n_threads,activations,type_k,type_v,"
                + "n_prompt,n_gen,n_depth,median_ts,spread_ts,roof_ts,of_roof,"
                + "bytes_allocated_per_new_token\n");
    for (Bench.Result result : results) {
      csv.append(quoted(result.engine().file()));
      for (Object value :
          List.of(
              result.costs().bytes(),
              result.costs().parameters(),
              result.engine().kernels(),
              result.engine().threads(),
              result.engine().activations(),
              result.engine().cacheType(),
              result.engine().cacheType(),
              result.test().prompt(),
              result.test().fresh(),
              result.test().depth(),
              result.median(),
              result.spread(),
              result.roof(),
              result.share(),
              result.test().fresh() > 0 ? result.allocated() : "")) {
        csv.append(',').append(value);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** As RFC 4180 quotes a value. */
  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  private static void json(JsonGenerator json, Bench.Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("model_filename", result.engine().file());
    json.writeNumberField("model_size", result.costs().bytes());
    json.writeNumberField("model_n_params", result.costs().parameters());
    json.writeStringField("backend", result.engine().kernels());
    json.writeNumberField("n_threads", result.engine().threads());
    json.writeStringField("activations", result.engine().activations());
    json.writeStringField("type_k", result.engine().cacheType());
    json.writeStringField("type_v", result.engine().cacheType());
    json.writeNumberField("n_prompt", result.test().prompt());
    json.writeNumberField("n_gen", result.test().fresh());
    json.writeNumberField("n_depth", result.test().depth());
    json.writeStringField("test", result.test().name());
    json.writeNumberField("median_ts", result.median());
    json.writeFieldName("samples_ts");
    json.writeArray(result.tokensPerSecond(), 0, result.tokensPerSecond().length);
    json.writeNumberField("bytes_per_token", result.costs().bytesPerToken());
    json.writeNumberField("cache_bytes", result.cacheBytes());
    json.writeNumberField("read_bytes_per_second", result.roofline().bytesPerSecond());
    json.writeNumberField("multiply_adds_per_second", result.roofline().multiplyAddsPerSecond());
    json.writeNumberField("roof_ts", result.roof());
    json.writeNumberField("of_roof", result.share());
    if (result.test().fresh() > 0) {
      json.writeNumberField("bytes_allocated_per_new_token", result.allocated());
    }
    json.writeEndObject();
  }

  /** What stands under a table: the roofs, the first token and the heap. */
  static String notes(List<Bench.Result> results, double firstTokenSeconds) {
    StringBuilder notes = new StringBuilder();
    results.stream()
        .collect(Collectors.toMap(r -> r.engine().threads(), r -> r, (a, b) -> a))
        .values()
        .forEach(r ->
            notes.append(
                String.format(
                    Locale.ROOT,
                    "%d threads read %.1f GB/s and do %.1f G multiply-adds/s; a new token reads"
                        + " %.2f MB of weights%n",
                    r.engine().threads(),
                    r.roofline().bytesPerSecond() / 1e9,
                    r.roofline().multiplyAddsPerSecond() / 1e9,
                    r.costs().bytesPerToken() / 1e6)));
    results.stream()
        .filter(r -> r.test().fresh() > 0)
        .findFirst()
        .ifPresent(r ->
            notes.append(
                String.format(
                    Locale.ROOT,
                    "heap per new token, beside the cache, %.0f bytes; ",
                    r.allocated())));
    notes.append(
        String.format(
            Locale.ROOT,
            "first token %.2f s after the start of the virtual machine%n",
            firstTokenSeconds));
    return notes.toString();
  }
}
