package io.kvasir.cli;

import io.kvasir.model.observe.AttentionVariant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A picture of what tokens cost: lines over positions, and bars of the variants. Lines differ in
 * dashes and are named where they end, so no meaning is in colour alone; the colours follow the
 * reader's light or dark scheme.
 */
final class CostSvg {
  private static final int WIDTH = 760;
  private static final int LEFT = 70;
  private static final int RIGHT = 560; // names stand behind
  private static final int HEIGHT = 180;
  private static final String STYLE =
      """
      <style>
      svg { background: #fff; font: 13px sans-serif; }
      text { fill: #222; } .axis { stroke: #777; } .line { fill: none; stroke-width: 2; }
      .with { stroke: #0b5cad; } .without { stroke: #a33b00; stroke-dasharray: 7 4; }
      .real { fill: #0b5cad; } .hypothetical { fill: none; stroke: #777; stroke-dasharray: 3 3; }
      @media (prefers-color-scheme: dark) {
        svg { background: #161616; } text { fill: #eee; }
        .with { stroke: #7db8f5; } .without { stroke: #ff9d66; } .real { fill: #7db8f5; }
      }
      </style>
      """;

  private final CostReport report;
  private final StringBuilder out = new StringBuilder();

  CostSvg(CostReport report) {
    this.report = report;
  }

  String draw() {
    boolean measured = report.rows().stream().anyMatch(row -> !Double.isNaN(row.without()));
    int bars = 40 * report.variants().size();
    int height = (measured ? 2 : 1) * (HEIGHT + 70) + bars + 70;
    out.append(
        say(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\">%n",
            WIDTH, height));
    out.append(say("<title>What a token costs, by its position</title>%n"));
    out.append(say("<desc>%s</desc>%n", escaped(description()))).append(STYLE);
    lines(
        0,
        "millions of multiply-adds of a token",
        row -> report.cost().withCache(row.position()) * 1e-6,
        row -> report.cost().withoutCache(row.position()) * 1e-6);
    int at = HEIGHT + 70;
    if (measured) {
      lines(at, "milliseconds of a token, measured", CostReport.Row::with, CostReport.Row::without);
      at += HEIGHT + 70;
    }
    bars(at);
    return out.append("</svg>\n").toString();
  }

  private String description() {
    return say(
        "%s. At position %d a token costs %,d multiply-adds with the cache and %,d without.",
        report.variants().getFirst().name(),
        report.last(),
        report.cost().withCache(report.last()),
        report.cost().withoutCache(report.last()));
  }

  /** Two lines over the positions; both axes begin at 0. */
  private void lines(
      int top,
      String title,
      ToDoubleFunction<CostReport.Row> with,
      ToDoubleFunction<CostReport.Row> without) {
    double most = 0;
    for (CostReport.Row row : report.rows()) {
      most = Math.max(most, Math.max(finite(with, row), finite(without, row)));
    }
    text(LEFT, top + 22, title);
    out.append(
        say(
            "<path class=\"axis\" fill=\"none\" d=\"M%d %d V%d H%d\"/>%n",
            LEFT, top + 35, top + 35 + HEIGHT, RIGHT));
    text(4, top + 45, say(most >= 100 ? "%,.0f" : "%.1f", most));
    text(LEFT - 14, top + 35 + HEIGHT, "0");
    text(LEFT, top + 51 + HEIGHT, "position 0");
    text(RIGHT - 30, top + 51 + HEIGHT, String.valueOf(report.last()));
    line(top, "with", "with the cache", with, most);
    line(top, "without", "without (dashed)", without, most);
  }

  private void line(
      int top, String kind, String name, ToDoubleFunction<CostReport.Row> value, double most) {
    StringBuilder points = new StringBuilder();
    double y = 0;
    for (CostReport.Row row : report.rows()) {
      double now = value.applyAsDouble(row);
      if (!Double.isNaN(now)) {
        double x = LEFT + (RIGHT - LEFT) * (double) row.position() / Math.max(1, report.last());
        y = top + 35 + HEIGHT * (1 - now / most);
        points.append(say("%.1f,%.1f ", x, y));
      }
    }
    out.append(
        say("<polyline class=\"line %s\" points=\"%s\"/>%n", kind, points.toString().trim()));
    text(RIGHT + 8, (int) y + 4, name);
  }

  /** Bytes of the cache of each variant in f32; what is hypothetical has an outline only. */
  private void bars(int top) {
    List<AttentionVariant> variants = report.variants();
    long most = 1;
    for (AttentionVariant variant : variants) {
      most = Math.max(most, bytes(variant));
    }
    text(LEFT, top + 22, say("bytes of the cache in f32 after position %d", report.last()));
    for (int i = 0; i < variants.size(); i++) {
      AttentionVariant variant = variants.get(i);
      int y = top + 35 + 40 * i;
      String kind = variant.real() ? "real" : "hypothetical";
      out.append(
          say(
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"10\"/>%n",
              kind, LEFT, y, (RIGHT - LEFT) * (double) bytes(variant) / most));
      text(LEFT, y + 22, say("%s: %,d, %s", variant.name(), bytes(variant), kind));
    }
  }

  private long bytes(AttentionVariant variant) {
    return variant.cost().cacheBytes(report.last() + 1, numbers -> 4 * numbers);
  }

  private static double finite(ToDoubleFunction<CostReport.Row> value, CostReport.Row row) {
    double now = value.applyAsDouble(row);
    return Double.isNaN(now) ? 0 : now;
  }

  private void text(int x, int y, String text) {
    out.append(say("<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
  }
}
