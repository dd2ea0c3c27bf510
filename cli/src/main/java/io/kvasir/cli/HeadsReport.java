package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.HeadScores.Score;
import io.kvasir.tools.heads.HeadKind;
import io.kvasir.tools.heads.InductionTest;
import io.kvasir.tools.heads.SearchExtent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a search for heads has found, for people and for programs. */
final class HeadsReport {
  private static final int BEST = 3;
  private static final double STRONG = 0.4; // of the weight: from here on a head is marked

  private final Kvasir kvasir;
  private final SearchExtent extent;
  private final Map<HeadKind, List<Score>> kinds;
  private final InductionTest.Result test;

  HeadsReport(
      Kvasir kvasir,
      SearchExtent extent,
      Map<HeadKind, List<Score>> kinds,
      InductionTest.Result test) {
    this.kvasir = kvasir;
    this.extent = extent;
    this.kinds = kinds;
    this.test = test;
  }

  String text(boolean colour, boolean all) {
    StringBuilder out = new StringBuilder();
    out.append(
        say(
            "%d layers, %d heads of attention; %d stories of at most %d tokens, %d texts of %d"
                + " random tokens twice, %d pairs of sentences%n%n",
            kvasir.config().layers().size(),
            headCount(),
            extent.stories(),
            extent.storyTokens(),
            extent.repeated(),
            extent.half(),
            extent.pairs()));
    out.append(best(colour)).append('\n');
    if (all) {
      kinds.forEach((kind, scores) -> out.append(grid(kind, scores, colour)).append('\n'));
    }
    return out.append(selfTest(colour)).toString();
  }

  private int headCount() {
    return kvasir.config().layers().stream().mapToInt(l -> Ablation.heads(l.mixer())).sum();
  }

  private String best(boolean colour) {
    Table table = new Table(2, "kind", "looks at", "best", "second", "third", "even");
    kinds.forEach((kind, scores) -> {
      List<String> row = new ArrayList<>(List.of(kind.title(), kind.target()));
      for (int i = 0; i < BEST; i++) {
        row.add(i < scores.size() ? place(scores.get(i)) + " " + number(scores.get(i)) : "-");
      }
      row.add(scores.isEmpty() ? "-" : say("%.2f", scores.getFirst().even()));
      table.row(row);
    });
    return table.text(colour);
  }

  /** Layers below one another, heads side by side; * marks what {@link #STRONG} says. */
  private String grid(HeadKind kind, List<Score> scores, boolean colour) {
    int heads = scores.stream().mapToInt(Score::head).max().orElse(-1) + 1;
    List<String> head = new ArrayList<>(List.of(kind.title()));
    for (int h = 0; h < heads; h++) {
      head.add("head " + h);
    }
    Table table = new Table(1, head.toArray(String[]::new));
    for (int layer = 0; layer < kvasir.config().layers().size(); layer++) {
      List<String> row = new ArrayList<>(List.of("layer " + layer));
      for (int h = 0; h < heads; h++) {
        row.add(cell(scores, layer, h, colour));
      }
      table.row(row);
    }
    return table.text(colour);
  }

  private static String cell(List<Score> scores, int layer, int head, boolean colour) {
    return scores.stream()
        .filter(s -> s.layer() == layer && s.head() == head)
        .findFirst()
        .map(s -> {
          String text = number(s) + (s.score() >= STRONG ? "*" : " ");
          return colour && s.score() >= STRONG ? "\u001b[7m" + text + "\u001b[0m" : text;
        })
        .orElse("- ");
  }

  private String selfTest(boolean colour) {
    Table table = new Table(1, "loss on random tokens, nats per token", "new", "repeated", "saved");
    row(table, "the whole model", test.whole());
    row(table, "best of induction off: " + names(test.withoutInduction()), test.withoutInduction());
    row(table, "worst of induction off: " + names(test.withoutOthers()), test.withoutOthers());
    return table.text(colour) + verdict() + "\n";
  }

  private static void row(Table table, String name, InductionTest.Loss loss) {
    table.row(name, number(loss.first()), number(loss.again()), number(saved(loss)));
  }

  private static double saved(InductionTest.Loss loss) {
    return loss.first() - loss.again();
  }

  /** In words what the table shows. */
  private String verdict() {
    double whole = saved(test.whole());
    if (whole < 0.1 * test.whole().first()) {
      return say(
          "Repeating saves this model only %.0f %% of the loss: on random tokens it has hardly any"
              + " induction.",
          100 * Math.max(0, whole) / test.whole().first());
    }
    double lost = whole - saved(test.withoutInduction());
    double others = whole - saved(test.withoutOthers());
    String shares =
        say(
            "Of what repeating saves, %.0f %% is lost without the best heads of induction, and %.0f"
                + " %% without the worst.",
            100 * lost / whole, 100 * others / whole);
    return others <= lost
        ? shares
        : shares
            + "\nThe worst look at nothing that followed, but others may read what they write.";
  }

  private static String names(InductionTest.Loss loss) {
    return loss.off().stream().map(Ablation.Head::toString).collect(Collectors.joining(", "));
  }

  private static String place(Score score) {
    return new Ablation.Head(score.layer(), score.head()).toString();
  }

  private static String number(Score score) {
    return number(score.score());
  }

  private static String number(double value) {
    return say("%.2f", value);
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
  }

  void writeJson(OutputStream out) throws IOException {
    JsonGenerator json = Json.lines(out);
    json.writeStartObject();
    json.writeStringField("model", kvasir.engine().file());
    json.writeNumberField("layers", kvasir.config().layers().size());
    json.writeNumberField("heads", headCount());
    json.writeObjectFieldStart("texts");
    json.writeNumberField("stories", extent.stories());
    json.writeNumberField("story_tokens", extent.storyTokens());
    json.writeNumberField("repeated", extent.repeated());
    json.writeNumberField("half", extent.half());
    json.writeNumberField("pairs", extent.pairs());
    json.writeEndObject();
    json.writeArrayFieldStart("kinds");
    for (HeadKind kind : HeadKind.values()) {
      writeKind(json, kind, Objects.requireNonNull(kinds.get(kind)));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("self_test");
    writeLoss(json, "whole", test.whole());
    writeLoss(json, "best_off", test.withoutInduction());
    writeLoss(json, "worst_off", test.withoutOthers());
    json.writeEndObject();
    json.writeEndObject();
    Json.endLine(json);
  }

  private static void writeKind(JsonGenerator json, HeadKind kind, List<Score> scores)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind.title());
    json.writeStringField("looks_at", kind.target());
    json.writeArrayFieldStart("heads");
    for (Score score : scores) {
      json.writeStartObject();
      json.writeNumberField("layer", score.layer());
      json.writeNumberField("head", score.head());
      json.writeNumberField("score", score.score());
      json.writeNumberField("even", score.even());
      json.writeNumberField("queries", score.queries());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeLoss(JsonGenerator json, String name, InductionTest.Loss loss)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeArrayFieldStart("off");
    for (Ablation.Head head : loss.off()) {
      json.writeString(head.toString());
    }
    json.writeEndArray();
    json.writeNumberField("new", loss.first());
    json.writeNumberField("repeated", loss.again());
    json.writeEndObject();
  }
}
