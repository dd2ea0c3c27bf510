package io.kvasir.cli;

import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.WorkedCell;
import java.util.Locale;
import java.util.Optional;

/** One head of attention for a terminal: what it looked at, and one query worked out. */
final class AttentionText {
  private static final int MOST_ROWS = 24; // of the heat map, and keys of the worked cell
  private static final String SHADES = " .:-=+*#%@";

  private final ExplainLines to;
  private final ExplainedPass pass;

  AttentionText(ExplainLines to, ExplainedPass pass) {
    this.to = to;
    this.pass = pass;
  }

  /** What one head looked at, as shades. */
  void heatMap() {
    to.title(String.format(Locale.ROOT, "What layer %d, head %d looked at", pass.layer, pass.head));
    LayerView view = pass.layers.get(pass.layer);
    if (!view.attends()) {
      to.line("nothing: %s", view.text());
      return;
    }
    int end = pass.token + 1;
    int from = Math.max(0, end - MOST_ROWS);
    to.line("a row for each token that looks, a column for each token %d to %d", from, end - 1);
    to.line("that it looks at; later ones are masked");
    StringBuilder numbers = new StringBuilder();
    for (int key = from; key < end; key++) {
      numbers.append(String.format(Locale.ROOT, "%2d", key % 100));
    }
    to.line("%-17s %s", "", numbers);
    for (int query = from; query < end; query++) {
      AttentionRow row = pass.vectors.row(pass.layer, pass.head, query);
      StringBuilder text = new StringBuilder();
      for (int key = from; key <= query && row != null; key++) {
        text.append(shade(row.weightOf(key)));
      }
      to.line("%4d %s %s", query, token(query), text);
    }
    to.line("shades of 0 to 1: %s", legend());
  }

  private String legend() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SHADES.length(); i++) {
      text.append(shade((i + 0.5f) / SHADES.length()));
    }
    return text.toString();
  }

  /** Two characters, so that a cell is about square; the character tells as much as the colour. */
  private String shade(float weight) {
    int level = Math.clamp((int) (weight * SHADES.length()), 0, SHADES.length() - 1);
    String text = String.valueOf(SHADES.charAt(level)).repeat(2);
    int[] blues = {232, 17, 18, 19, 20, 26, 32, 38, 44, 51};
    String foreground = level < 6 ? "97" : "30";
    return to.paint("48;5;" + blues[level] + ";" + foreground, text);
  }

  /** The arithmetic of one query, with its real numbers. */
  void cell() {
    Optional<WorkedCell> worked = WorkedCell.of(pass.vectors, pass.layer, pass.head, pass.token);
    if (worked.isEmpty()) {
      return;
    }
    WorkedCell cell = worked.get();
    LayerView view = pass.layers.get(pass.layer);
    to.title(
        String.format(
            Locale.ROOT,
            "One query worked out: token %d, \"%s\"",
            pass.token,
            pass.shown(pass.ids[pass.token])));
    to.line("q is compared with the key of every token up to itself: later ones are masked.");
    to.line(
        "score = q·k × %.6f%s; weight = softmax of the scores: e^score, divided by the sum of",
        view.scale(), view.position().equals("linear bias") ? " + bias of the distance" : "");
    to.line("all e^score; the blend is the sum of weight × value.");
    to.line("%6s %-12s %12s %12s %9s", "key", "token", "q·k", "score", "weight");
    int n = cell.weights().length;
    if (n > MOST_ROWS) {
      to.line("%6s (%,d earlier keys, weight %.6f together)", "", n - MOST_ROWS, before(cell));
    }
    for (int j = Math.max(0, n - MOST_ROWS); j < n; j++) {
      int key = cell.firstKey() + j;
      String weight = String.format(Locale.ROOT, "%9.6f", cell.weights()[j]);
      to.line(
          "%6d %s %12.6f %12.6f %s",
          key,
          token(key),
          cell.dots()[j],
          cell.scores()[j],
          cell.weights()[j] > 0.3 ? to.paint(ExplainLines.LARGE, weight) : weight);
    }
    if (cell.sinkShare() > 0) {
      to.line("%6s %-12s %35.6f", "", "(sink)", cell.sinkShare());
    }
    StringBuilder blend = new StringBuilder();
    for (int d = 0; d < Math.min(4, cell.blended().length); d++) {
      blend.append(String.format(Locale.ROOT, "%.6f  ", cell.blended()[d]));
    }
    to.line("blended value: %s... (%d floats)", blend, cell.blended().length);
    to.line(
        "difference to the engine: weights %.1e, blend %.1e",
        cell.weightDifference(), cell.blendDifference());
  }

  private static double before(WorkedCell cell) {
    double sum = 0;
    for (int j = 0; j < cell.weights().length - MOST_ROWS; j++) {
      sum += cell.weights()[j];
    }
    return sum;
  }

  private String token(int position) {
    return ExplainLines.column(pass.shown(pass.ids[position]), 12);
  }
}
