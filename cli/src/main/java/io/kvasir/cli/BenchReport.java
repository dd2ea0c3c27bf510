package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
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

  /** What a test does not have: an empty cell, and null in JSON. */
  private static final String NOTHING = "";

  private BenchReport() {}

  /**
   * Prints a report.
   *
   * @param firstTokenSeconds from the start of this process to the first token of the first model
   */
  static void print(
      Streams streams, Form form, List<Bench.Result> results, double firstTokenSeconds)
      throws IOException {
    List<Map<String, Object>> all =
        results.stream().map(result -> fields(result, firstTokenSeconds)).toList();
    switch (form) {
      case md -> {
        streams.out().print(table(results));
        streams.out().print("\n" + notes(results, firstTokenSeconds));
      }
      case csv -> streams.out().print(csv(all));
      case json -> {
        JsonGenerator json = Json.lines(streams.out());
        value(json, all);
        Json.endLine(json);
      }
      case jsonl -> {
        JsonGenerator json = Json.lines(streams.out());
        for (Map<String, Object> result : all) {
          value(json, result);
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
        String.format(Locale.ROOT, "%.2f ± %.2f", result.median(), result.deviation()),
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

  private static void value(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          value(json, element);
        }
        json.writeEndArray();
      }
      case Map<?, ?> fields -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          json.writeFieldName(field.getKey().toString());
          value(json, field.getValue());
        }
        json.writeEndObject();
      }
      case String text when text.equals(NOTHING) -> json.writeNull();
      default -> json.writePOJO(value); // a text or a number
    }
  }

  private static String csv(List<Map<String, Object>> results) {
    StringBuilder csv = new StringBuilder();
    csv.append(String.join(",", results.getFirst().keySet())).append('\n');
    for (Map<String, Object> result : results) {
      csv.append(result.values().stream().map(BenchReport::cell).collect(Collectors.joining(",")));
      csv.append('\n');
    }
    return csv.toString();
  }

  /** Texts and lists as RFC 4180 quotes them. */
  private static String cell(Object value) {
    return value instanceof Number || value.equals(NOTHING)
        ? value.toString()
        : '"' + value.toString().replace("\"", "\"\"") + '"';
  }

  /** By llama-bench's names where it has them; speeds in tokens per second. */
  private static Map<String, Object> fields(Bench.Result result, double firstTokenSeconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model_filename", result.engine().file());
    fields.put("model_size", result.costs().bytes());
    fields.put("model_n_params", result.costs().parameters());
    fields.put("backends", result.engine().kernels());
    fields.put("n_threads", result.engine().threads());
    fields.put("activations", result.engine().activations());
    fields.put("type_k", result.engine().cacheType());
    fields.put("type_v", result.engine().cacheType());
    fields.put("n_prompt", result.test().prompt());
    fields.put("n_gen", result.test().fresh());
    fields.put("n_depth", result.test().depth());
    fields.put("test", result.test().name());
    fields.put("median_ts", result.median());
    fields.put("avg_ts", result.mean());
    fields.put("stddev_ts", result.deviation());
    fields.put("samples_ts", DoubleStream.of(result.tokensPerSecond()).boxed().toList());
    fields.put(
        "samples_ns", DoubleStream.of(result.seconds()).mapToObj(s -> (long) (s * 1e9)).toList());
    fields.put("bytes_per_token", result.costs().bytesPerToken());
    fields.put("cache_bytes", result.cacheBytes());
    fields.put("read_bytes_per_second", result.roofline().bytesPerSecond());
    fields.put("multiply_adds_per_second", result.roofline().multiplyAddsPerSecond());
    fields.put("roof_ts", result.roof());
    fields.put("of_roof", result.share());
    fields.put(
        "bytes_allocated_per_new_token", result.test().fresh() > 0 ? result.allocated() : NOTHING);
    fields.put("first_token_seconds", firstTokenSeconds);
    fields.put("notes", result.engine().notes());
    return fields;
  }

  /** What stands under a table: the roofs, the heap, the first token, how weights are held. */
  private static String notes(List<Bench.Result> results, double firstTokenSeconds) {
    StringBuilder notes = new StringBuilder();
    results.stream()
        .collect(
            Collectors.toMap(
                r -> r.engine().threads(), r -> r, (first, other) -> first, TreeMap::new))
        .values()
        .forEach(r ->
            notes.append(
                String.format(
                    Locale.ROOT,
                    "%s %.1f GB/s and %.1f G multiply-adds/s; a new token reads %.2f MB of"
                        + " weights%n",
                    r.engine().threads() == 1
                        ? "1 thread: at most"
                        : r.engine().threads() + " threads: at most",
                    r.roofline().bytesPerSecond() / 1e9,
                    r.roofline().multiplyAddsPerSecond() / 1e9,
                    r.costs().bytesPerToken() / 1e6)));
    results.stream()
        .filter(r -> r.test().fresh() > 0)
        .min(Comparator.comparingDouble(Bench.Result::allocated))
        .ifPresent(r ->
            notes.append(
                String.format(
                    Locale.ROOT,
                    "%s: %.0f bytes of heap per new token, beside the cache%n",
                    r.test().name(),
                    r.allocated())));
    notes.append(
        String.format(
            Locale.ROOT,
            "first token %.2f s after the start of the virtual machine%n",
            firstTokenSeconds));
    results.getFirst().engine().notes().forEach(n -> notes.append(Failures.oneLine(n) + "\n"));
    return notes.toString();
  }
}
