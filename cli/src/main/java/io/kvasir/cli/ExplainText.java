package io.kvasir.cli;

import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.WorkedCell;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.sample.SamplerTrace.StepResult;
import io.kvasir.tokenizer.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The compact view for a terminal; plain text in a pipe. */
final class ExplainText {
  private static final int MOST_ROWS = 24; // of the heat map, and keys of the worked cell
  private static final int MOST_TOKENS = 60;
  private static final String SHADES = " .:-=+*#%@";
  private static final String NORMAL = "\u001b[0m";

  private final Output out;
  private final boolean colour;
  private final ExplainedPass pass;

  ExplainText(Streams streams, ExplainedPass pass) {
    this.out = streams.out();
    this.colour = streams.colour();
    this.pass = pass;
  }

  void print(@Nullable Explanation explanation) {
    model();
    tokens(explanation);
    heatMap();
    cell();
    lens();
    nextToken();
    cache();
    heads();
    title("Caveats");
    line("Attention shows what was blended; it is not by itself an explanation. Switch a head off");
    line("(--ablate L.H) to see whether it mattered.");
    pass.leftOut.forEach(sentence -> line("%s", sentence));
    line(
        "Looking took %.3f s for the passes, %.3f s for the vectors, %.3f s for the lens.",
        pass.tracedSeconds, pass.vectorSeconds, pass.lens.seconds);
  }

  private void model() {
    title("Model");
    line("%s", pass.kvasir.engine().file());
    String before = "";
    for (int i = 0; i < pass.layers.size(); i++) {
      String text = pass.layers.get(i).text();
      if (!text.equals(before)) {
        line("from layer %d: %s", i, text);
      }
      before = text;
    }
  }

  private void tokens(@Nullable Explanation explanation) {
    title("Tokens");
    int from = Math.max(0, pass.ids.length - MOST_TOKENS);
    if (from > 0) {
      line("(the first %,d are left out)", from);
    }
    StringBuilder text = new StringBuilder();
    for (int i = from; i < pass.ids.length; i++) {
      String token = shown(pass.ids[i]);
      String cell = i + ":" + (i < pass.promptTokens ? token : paint("1;32", token)) + " ";
      text.append(cell);
    }
    line("%s", text);
    line(
        "%,d of the prompt, %,d new (each came out of one pass)",
        pass.promptTokens, pass.ids.length - pass.promptTokens);
    if (explanation != null) {
      merges(explanation);
    }
  }

  private void merges(Explanation explanation) {
    int shown = 0;
    for (Explanation.Step step : explanation.steps()) {
      if (step instanceof Explanation.Piece piece && !piece.merges().isEmpty() && shown < 4) {
        StringBuilder text = new StringBuilder();
        for (Explanation.Merge merge : piece.merges()) {
          text.append(merge.left()).append('+').append(merge.right());
          text.append(" (rank ").append(merge.rank()).append(")  ");
        }
        line(
            "merges of \"%s\": %s",
            Failures.visible(piece.text()), Failures.visible(text.toString()));
        shown++;
      }
    }
    if (shown > 0) {
      line("all of them: kvasir tokenize --explain");
    }
  }

  private void heatMap() {
    title(String.format(Locale.ROOT, "What layer %d, head %d looked at", pass.layer, pass.head));
    LayerView view = pass.layers.get(pass.layer);
    if (!view.attends()) {
      line("%s", view.text());
      return;
    }
    int to = pass.token + 1;
    int from = Math.max(0, to - MOST_ROWS);
    line("rows: the token that looks; columns: the tokens %d to %d that it looks at", from, to - 1);
    for (int query = from; query < to; query++) {
      AttentionRow row = pass.trace.row(pass.layer, pass.head, query);
      StringBuilder text = new StringBuilder();
      for (int key = from; key <= query && row != null; key++) {
        text.append(shade(row.weightOf(key)));
      }
      line("%4d %-12s %s", query, cut(shown(pass.ids[query]), 12), text);
    }
    line("shades of 0 to 1: %s", legend());
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
    return colour ? "\u001b[48;5;" + blues[level] + ";" + foreground + "m" + text + NORMAL : text;
  }

  private void cell() {
    Optional<WorkedCell> worked = WorkedCell.of(pass.vectors, pass.layer, pass.head, pass.token);
    if (worked.isEmpty()) {
      return;
    }
    WorkedCell cell = worked.get();
    LayerView view = pass.layers.get(pass.layer);
    title(
        String.format(
            Locale.ROOT,
            "One query worked out: token %d, \"%s\"",
            pass.token,
            shown(pass.ids[pass.token])));
    line("q is compared with the key of every token up to itself: later ones are masked.");
    line(
        "score = q·k × %.6f%s; weight = softmax of the scores; their sum blends the values.",
        view.scale(), view.position().equals("linear bias") ? " + bias of the distance" : "");
    line("%6s %-12s %12s %12s %9s", "key", "token", "q·k", "score", "weight");
    int n = cell.weights().length;
    for (int j = Math.max(0, n - MOST_ROWS); j < n; j++) {
      int key = cell.firstKey() + j;
      String weight = "%9.6f".formatted(cell.weights()[j]);
      line(
          "%6d %-12s %12.6f %12.6f %s",
          key,
          cut(shown(pass.ids[key]), 12),
          cell.dots()[j],
          cell.scores()[j],
          cell.weights()[j] > 0.3 ? paint("1;36", weight) : weight);
    }
    if (cell.sinkShare() > 0) {
      line("%6s %-12s %35.6f", "", "(sink)", cell.sinkShare());
    }
    StringBuilder blend = new StringBuilder();
    for (int d = 0; d < Math.min(4, cell.blended().length); d++) {
      blend.append(String.format(Locale.ROOT, "%.6f  ", cell.blended()[d]));
    }
    line("blended value: %s... (%d floats)", blend, cell.blended().length);
    line(
        "difference to the engine: weights %.1e, blend %.1e",
        cell.weightDifference(), cell.blendDifference());
  }

  private void lens() {
    int position = Math.max(pass.promptTokens - 1, pass.lens.first);
    List<Lens.View> column = pass.lens.views.get(position - pass.lens.first);
    boolean hasNext = position + 1 < pass.ids.length;
    title(
        String.format(Locale.ROOT, "If it stopped after a layer: what follows token %d", position));
    line(
        "%-10s %8s %s%s",
        "after", "entropy", hasNext ? "    rank of the token that came  " : "", "best");
    for (Lens.View view : column) {
      StringBuilder best = new StringBuilder();
      for (int i = 0; i < Math.min(3, view.best().length); i++) {
        best.append(
            String.format(
                Locale.ROOT, "\"%s\" %.3f  ", shown(view.best()[i]), view.probabilities()[i]));
      }
      String rank = hasNext ? String.format(Locale.ROOT, " %,28d   ", view.rank()) : "";
      line(
          "%-10s %8.3f%s%s",
          view.layer() < 0 ? "embedding" : "layer " + view.layer(), view.entropy(), rank, best);
    }
  }

  private void nextToken() {
    if (pass.sampler.choices().isEmpty()) {
      return;
    }
    Choice choice = pass.sampler.choices().getFirst();
    title("The next token");
    line("entropy %.3f nats over %,d tokens", choice.entropy(), pass.kvasir.config().vocabulary());
    step(choice.raw(), 8);
    for (StepResult step : choice.steps()) {
      step(step, 3);
    }
    if (!Double.isNaN(choice.random())) {
      line("random number %.6f pointed at it", choice.random());
    }
    line("chosen: %s", paint("1;32", "\"" + shown(choice.token()) + "\""));
  }

  private void step(StepResult step, int most) {
    StringBuilder best = new StringBuilder();
    for (int i = 0; i < Math.min(most, step.ids().length); i++) {
      best.append(
          String.format(
              Locale.ROOT, "\"%s\" %.3f  ", shown(step.ids()[i]), step.probabilities()[i]));
    }
    line("%-12s keeps %,7d: %s", step.name(), step.kept(), best);
  }

  private void cache() {
    title("The cache");
    long first = pass.cacheBytes(pass.promptTokens);
    long last = pass.cacheBytes(pass.positions);
    line(
        "%,d bytes after the prompt's %,d tokens, %,d after %,d positions (%s)",
        first, pass.promptTokens, last, pass.positions, pass.cacheType().label());
    long row = pass.layers.stream().mapToLong(l -> l.rowBytes(pass.cacheType())).sum();
    line("each pass adds one row of keys and values per layer, %,d bytes in all", row);
    for (LayerView view : pass.layers.stream().filter(l -> l.window() > 0).distinct().toList()) {
      line(
          "a layer with window %,d keeps no more than that: its oldest rows are overwritten",
          view.window());
    }
  }

  private void heads() {
    title("Heads found in this text (mean weight on the target)");
    for (FoundHeads.Kind kind : FoundHeads.in(pass, 3)) {
      StringBuilder best = new StringBuilder();
      for (FoundHeads.Head head : kind.best()) {
        best.append(
            String.format(Locale.ROOT, "%d.%d %.3f  ", head.layer(), head.head(), head.score()));
      }
      line(
          "%-16s %-30s %s",
          kind.name(), best.isEmpty() ? "no query has a target" : best, kind.meaning());
    }
    line("heads are named LAYER.HEAD");
  }

  private String shown(int id) {
    return Failures.visible(pass.text(id));
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + NORMAL : text;
  }

  private void title(String text) {
    line("");
    line("%s", paint("1", text));
  }

  private void line(String format, Object... values) {
    out.print(String.format(Locale.ROOT, format + "\n", values));
  }
}
