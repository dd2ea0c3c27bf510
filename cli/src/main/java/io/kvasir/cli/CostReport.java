package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.generate.EngineInfo;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.observe.AttentionVariant;
import io.kvasir.model.observe.ModelCost;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What tokens cost, for people and for programs. */
final class CostReport {
  /** Formats of the cache. */
  enum Format {
    F32(1, 4),
    F16(1, 2),
    /** Blocks of 32 numbers of one byte, with a scale of two. */
    Q8(32, 34);

    private final int blockNumbers;
    private final int blockBytes;

    Format(int blockNumbers, int blockBytes) {
      this.blockNumbers = blockNumbers;
      this.blockBytes = blockBytes;
    }

    long bytes(long numbers) {
      return (numbers + blockNumbers - 1) / blockNumbers * blockBytes;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was measured at a position.
   *
   * @param with milliseconds with the cache, NaN if not measured
   * @param without milliseconds without
   */
  record Row(int position, double with, double without) {}

  private final EngineInfo engine;
  private final WeightCosts weights;
  private final List<AttentionVariant> variants; // the real one first
  private final List<Row> rows;
  private final int proven;

  CostReport(
      EngineInfo engine,
      WeightCosts weights,
      List<AttentionVariant> variants,
      List<Row> rows,
      int proven) {
    this.engine = engine;
    this.weights = weights;
    this.variants = List.copyOf(variants);
    this.rows = List.copyOf(rows);
    this.proven = proven;
  }

  List<Row> rows() {
    return rows;
  }

  List<AttentionVariant> variants() {
    return variants;
  }

  ModelCost cost() {
    return variants.getFirst().cost();
  }

  int last() {
    return rows.getLast().position();
  }

  private boolean real(AttentionVariant variant, Format format) {
    return variant.real() && engine.cacheType().startsWith(format.title());
  }

  private long cacheBytes(AttentionVariant variant, Format format, long positions) {
    return variant.cost().cacheBytes(positions, format::bytes);
  }

  /** Bytes that a pass of one token reads: weights, and the cache as this run holds it. */
  private long bytesRead(int position) {
    Format now = Format.F32;
    for (Format format : Format.values()) {
      now = real(variants.getFirst(), format) ? format : now;
    }
    return weights.bytesPerToken() + cacheBytes(variants.getFirst(), now, position);
  }

  String text(boolean colour) {
    StringBuilder out = new StringBuilder();
    out.append(variants.getFirst().name()).append("\n\nOne token, with the cache and without:\n");
    out.append(byPosition().text(colour));
    out.append("\nOther shapes of attention, at position ").append(last()).append(":\n");
    out.append(byVariant().text(colour));
    out.append(
        "Bytes of the cache; ? is hypothetical: this run holds " + engine.cacheType() + ".\n");
    if (proven > 0) {
      out.append(
          "\n"
              + proven
              + " tokens made with the cache and without: the same tokens and log-probabilities,"
              + " bit for bit.\n");
    }
    return out.toString();
  }

  private Table byPosition() {
    boolean measured = rows.stream().anyMatch(row -> !Double.isNaN(row.with()));
    List<String> head = new ArrayList<>(List.of("position", "multiply-adds", "without", "times"));
    head.add("bytes read");
    head.addAll(measured ? List.of("ms", "without", "times") : List.of());
    Table table = new Table(0, head.toArray(String[]::new));
    for (Row row : rows) {
      long with = cost().withCache(row.position());
      long without = cost().withoutCache(row.position());
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(row.position()));
      cells.addAll(List.of(number(with), number(without), ratio((double) without / with)));
      cells.add(number(bytesRead(row.position())));
      if (measured) {
        cells.add(milliseconds(row.with()));
        cells.add(milliseconds(row.without()));
        cells.add(ratio(row.without() / row.with()));
      }
      table.row(cells);
    }
    return table;
  }

  private Table byVariant() {
    Table table =
        new Table(2, "attention", "", "multiply-adds", "without", "cache f32", "f16", "q8");
    for (AttentionVariant variant : variants) {
      List<String> cells = new ArrayList<>();
      cells.add(variant.name());
      cells.add(variant.real() ? "real" : "hypothetical");
      cells.add(number(variant.cost().withCache(last())));
      cells.add(number(variant.cost().withoutCache(last())));
      for (Format format : Format.values()) {
        String mark = real(variant, format) ? "" : "?";
        cells.add(number(cacheBytes(variant, format, last() + 1)) + mark);
      }
      table.row(cells);
    }
    return table;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String milliseconds(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }

  void writeJson(OutputStream out) throws IOException {
    JsonGenerator json = Json.lines(out);
    json.writeStartObject();
    json.writeStringField("model", engine.file());
    json.writeStringField("attention", variants.getFirst().name());
    json.writeStringField("cache_type", engine.cacheType());
    json.writeNumberField("proven_tokens", proven);
    json.writeArrayFieldStart("positions");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeNumberField("position", row.position());
      json.writeNumberField("multiply_adds", cost().withCache(row.position()));
      json.writeNumberField("multiply_adds_without", cost().withoutCache(row.position()));
      json.writeNumberField("bytes_read", bytesRead(row.position()));
      json.writeFieldName("milliseconds");
      Json.number(json, row.with());
      json.writeFieldName("milliseconds_without");
      Json.number(json, row.without());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("variants");
    for (AttentionVariant variant : variants) {
      writeVariant(json, variant);
    }
    json.writeEndArray();
    json.writeEndObject();
    Json.endLine(json);
  }

  private void writeVariant(JsonGenerator json, AttentionVariant variant) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", variant.name());
    json.writeBooleanField("real", variant.real());
    json.writeNumberField("position", last());
    json.writeNumberField("multiply_adds", variant.cost().withCache(last()));
    json.writeNumberField("multiply_adds_without", variant.cost().withoutCache(last()));
    json.writeArrayFieldStart("cache");
    for (Format format : Format.values()) {
      json.writeStartObject();
      json.writeStringField("type", format.title());
      json.writeBooleanField("real", real(variant, format));
      json.writeNumberField("bytes", cacheBytes(variant, format, last() + 1));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
