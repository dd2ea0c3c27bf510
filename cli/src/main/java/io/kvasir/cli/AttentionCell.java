package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.RowMap;
import io.kvasir.model.observe.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One query worked out: what the last token of a text asks in the head that looks back most sharply
 * at a token which is neither the first nor its own.
 */
final class AttentionCell {
  private final Kvasir kvasir;
  private final int[] ids;
  private final Map<Integer, float[]> queries = new HashMap<>(); // by layer: the last row
  private final Map<Integer, float[][]> keys = new HashMap<>(); // by layer: all rows
  private float[] engine = {}; // weights of the head
  private int layer;
  private int head;

  private AttentionCell(Kvasir kvasir, String text) {
    this.kvasir = kvasir;
    this.ids = kvasir.tokenizer().encode(text, true, false);
  }

  static AttentionCell of(Kvasir kvasir, String text) {
    AttentionCell cell = new AttentionCell(kvasir, text);
    kvasir.observe(cell.ids, Ablation.NONE, cell.observer());
    return cell;
  }

  private Observer observer() {
    return new Observer() {
      private float sharpest = -1;

      @Override
      public boolean wantsAttention(int number) {
        return kvasir.config().layers().get(number).mixer() instanceof AttentionConfig;
      }

      @Override
      public void attention(
          int number, int queryHead, int slice, int at, float[] weights, int first, int count) {
        for (int i = 1; first == 0 && at == ids.length - 1 && i < count - 1; i++) {
          if (weights[i] > sharpest) {
            sharpest = weights[i];
            layer = number;
            head = queryHead;
            engine = Arrays.copyOf(weights, count);
          }
        }
      }

      @Override
      public void stage(Stage stage, int number, RowMap map, Rows values) {
        if (stage == Stage.POSITIONED_QUERY) {
          queries.put(number, row(values, map.rows() - 1));
        } else if (stage == Stage.POSITIONED_KEY) {
          float[][] all = new float[map.rows()][];
          Arrays.setAll(all, i -> row(values, i));
          keys.put(number, all);
        }
      }
    };
  }

  private static float[] row(Rows values, int row) {
    return Arrays.copyOfRange(values.data, values.at(row), values.at(row + 1));
  }

  private AttentionConfig config() {
    return (AttentionConfig) kvasir.config().layers().get(layer).mixer();
  }

  /** q·k of the last query and every key. */
  private double[] dots() {
    float[] query = Objects.requireNonNull(queries.get(layer));
    float[][] all = Objects.requireNonNull(keys.get(layer));
    int width = config().headWidth();
    int group = config().queryHeads() / config().keyValueHeads();
    double[] dots = new double[all.length];
    for (int p = 0; p < dots.length; p++) {
      for (int i = 0; i < width; i++) {
        dots[p] += (double) query[head * width + i] * all[p][head / group * width + i];
      }
    }
    return dots;
  }

  String scores() {
    double[] dots = dots();
    float[] query = Objects.requireNonNull(queries.get(layer));
    int width = config().headWidth();
    Table table = new Table(1, "key of", "q·k", "divided by √" + width);
    for (int p = 0; p < ids.length; p++) {
      table.row(
          Measures.quoted(kvasir, ids[p]),
          Measures.say("%.2f", dots[p]),
          Measures.say("%.2f", dots[p] * config().scale()));
    }
    return Measures.say(
            "Head %s, the query of %s: %.2f, %.2f, %.2f, ... (%d numbers)%n",
            new Ablation.Head(layer, head),
            Measures.quoted(kvasir, ids[ids.length - 1]),
            query[head * width],
            query[head * width + 1],
            query[head * width + 2],
            width)
        + table.text(false);
  }

  String weights() {
    double[] dots = dots();
    double largest = Arrays.stream(dots).max().orElseThrow() * config().scale();
    double[] powers =
        Arrays.stream(dots).map(dot -> Math.exp(dot * config().scale() - largest)).toArray();
    double sum = Arrays.stream(powers).sum();
    double difference = 0;
    Table table = new Table(1, "token", "score", "e^(score - largest)", "weight");
    for (int p = 0; p < ids.length; p++) {
      difference = Math.max(difference, Math.abs(powers[p] / sum - engine[p]));
      table.row(
          Measures.quoted(kvasir, ids[p]),
          Measures.say("%.2f", dots[p] * config().scale()),
          Measures.say("%.3f", powers[p]),
          Measures.say("%.3f", powers[p] / sum));
    }
    return Measures.say("Head %s, the query of ", new Ablation.Head(layer, head))
        + Measures.quoted(kvasir, ids[ids.length - 1])
        + ":\n"
        + table.text(false)
        + Measures.say(
            "The sum of the powers is %.3f. These weights are the engine's own: %s.%n",
            sum,
            difference < 1e-5 ? "no difference above 0.00001" : "they differ by " + difference);
  }
}
