package io.kvasir.cli;

import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.tokenizer.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The compact view for a terminal; plain text in a pipe. */
final class ExplainText {
  private static final int MOST_TOKENS = 60;
  private static final int MOST_MERGES = 4;

  private final ExplainLines to;
  private final ExplainedPass pass;
  private final GenerateOptions options;

  ExplainText(Streams streams, ExplainedPass pass, GenerateOptions options) {
    this.to = new ExplainLines(streams);
    this.pass = pass;
    this.options = options;
  }

  void print(@Nullable Explanation explanation) {
    model();
    tokens(explanation);
    AttentionText attention = new AttentionText(to, pass);
    attention.heatMap();
    attention.cell();
    ChoiceText choice = new ChoiceText(to, pass);
    choice.lens();
    choice.nextToken(options.sampler());
    if (!pass.ablation.isNone() && !pass.sampler.choices().isEmpty()) {
      Choice plain = pass.withoutAblation(options);
      choice.ablated(plain);
    }
    cache();
    heads();
    to.title("Caveats");
    to.line("Attention shows what was blended; it is not by itself an explanation. Switch a head");
    to.line("off (--ablate L.H) to see whether it mattered.");
    pass.leftOut.forEach(sentence -> to.line("%s", sentence));
    to.line(
        "Looking took %.3f s for the passes, %.3f s for the vectors, %.3f s for the lens.",
        pass.tracedSeconds, pass.vectorSeconds, pass.lens.seconds);
  }

  private void model() {
    to.title("Model");
    to.line("%s", pass.kvasir.engine().file());
    List<LayerView> layers = pass.layers;
    for (int first = 0; first < layers.size(); ) {
      String text = layers.get(first).text();
      int last = first;
      while (last + 1 < layers.size() && layers.get(last + 1).text().equals(text)) {
        last++;
      }
      String which = first == last ? "layer " + first : "layers " + first + " to " + last;
      to.line("%s: %s", which, text);
      first = last + 1;
    }
    pass.ablation.heads().forEach(head -> to.line("switched off: head %s", head));
    pass.ablation
        .feedForwards()
        .forEach(layer -> to.line("switched off: the feed-forward of layer %d", layer));
  }

  private void tokens(@Nullable Explanation explanation) {
    to.title("Tokens");
    int from = Math.max(0, pass.ids.length - MOST_TOKENS);
    if (from > 0) {
      to.line("(the first %,d are left out)", from);
    }
    List<String> cells = new ArrayList<>();
    for (int i = from; i < pass.ids.length; i++) {
      String token = ExplainLines.upright("\"" + pass.shown(pass.ids[i]) + "\"");
      String text = i < pass.promptTokens ? token : to.paint(ExplainLines.NEW_TOKEN, token);
      cells.add(i + ":" + text);
    }
    to.cells(cells);
    int made = pass.ids.length - pass.promptTokens;
    to.line(
        "%,d of the prompt, %s",
        pass.promptTokens,
        made == 0
            ? "none new"
            : String.format(Locale.ROOT, "%,d new (each came out of one pass)", made));
    if (explanation != null) {
      merges(explanation);
    }
  }

  private void merges(Explanation explanation) {
    int shown = 0;
    for (Explanation.Step step : explanation.steps()) {
      if (step instanceof Explanation.Piece piece
          && !piece.merges().isEmpty()
          && shown < MOST_MERGES) {
        StringBuilder text = new StringBuilder();
        for (Explanation.Merge merge : piece.merges()) {
          text.append(merge.left()).append('+').append(merge.right());
          text.append(" (rank ").append(merge.rank()).append(")  ");
        }
        to.line(
            "merges of \"%s\": %s",
            Failures.visible(piece.text()), Failures.visible(text.toString()));
        shown++;
      }
    }
    if (shown > 0) {
      to.line("the lowest rank is merged first; all merges: kvasir tokenize --explain");
    }
  }

  private void cache() {
    to.title("The cache");
    long first = pass.cacheBytes(pass.promptTokens);
    long last = pass.cacheBytes(pass.positions);
    to.line(
        "%,d bytes after the prompt (positions: %,d), %,d at the end (positions: %,d) (%s)",
        first, pass.promptTokens, last, pass.positions, pass.cacheType().label());
    long attending = pass.layers.stream().filter(LayerView::attends).count();
    if (attending > 0) {
      to.line(
          "each pass writes one row of keys and values in each of %,d layers, %,d bytes in all",
          attending, pass.rowBytes());
    }
    for (int window : pass.layers.stream().mapToInt(LayerView::window).distinct().toArray()) {
      if (window > 0) {
        to.line(
            "a layer with window %,d keeps no more than that: its oldest rows are overwritten",
            window);
      }
    }
    long states = pass.layers.stream().mapToLong(LayerView::stateFloats).sum();
    if (states > 0) {
      to.line(
          "recurrent layers keep a state of always the same size, %,d bytes in all (f32)",
          states * Float.BYTES);
    }
  }

  private void heads() {
    if (pass.layers.stream().noneMatch(LayerView::attends)) {
      return;
    }
    to.title("Heads found in this text (mean weight on the target)");
    for (FoundHeads.Kind kind : FoundHeads.in(pass, 3)) {
      StringBuilder best = new StringBuilder();
      for (FoundHeads.Head head : kind.best()) {
        best.append(
            String.format(Locale.ROOT, "%d.%d %.3f  ", head.layer(), head.head(), head.score()));
      }
      to.line(
          "%-16s %-30s %s",
          kind.name(), best.isEmpty() ? "no query has a target" : best, kind.meaning());
    }
    to.line("heads are named LAYER.HEAD; over many texts: kvasir heads");
  }
}
