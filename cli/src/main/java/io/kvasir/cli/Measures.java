package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.ModelCost;
import io.kvasir.model.weights.TensorType;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.PronounPair;
import io.kvasir.tools.corpus.PronounPairs;
import io.kvasir.tools.heads.LogSoftmax;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the lessons measure, in the embedded model, now. Each answer is a few lines of text. */
final class Measures implements AutoCloseable {
  private @Nullable Kvasir opened;

  private Kvasir kvasir() {
    Kvasir model = opened == null ? Kvasir.open() : opened;
    opened = model;
    return model;
  }

  /** Measures: a name, and for most a text. */
  String of(String line) {
    String[] parts = line.split(" ", 2);
    String text = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "embedding" -> embedding(text);
      case "scores" -> AttentionCell.of(kvasir(), text).scores();
      case "weights" -> AttentionCell.of(kvasir(), text).weights();
      case "heads" -> HeadLooks.of(kvasir(), text);
      case "pronoun" -> pronoun();
      case "lens" -> lens(text);
      case "next" -> next(text);
      case "cache" -> cache(text);
      case "quantise" -> quantise(text);
      default -> throw new IllegalArgumentException("'" + line + "', wanted a measure");
    };
  }

  private int[] ids(String text) {
    return kvasir().tokenizer().encode(text, true, false);
  }

  private String token(int id) {
    return quoted(kvasir(), id);
  }

  /** A token as it reads, in quotes. */
  static String quoted(Kvasir kvasir, int id) {
    String text = kvasir.tokenizer().decode(new int[] {id}, false);
    return "\"" + Failures.visible(text) + "\"";
  }

  static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
  }

  /** The rows of words, and how alike they are. */
  private String embedding(String text) {
    Table table = new Table(1, "token", "id", "first numbers of its row", "", "", "cosine");
    float[][] rows = Residuals.embeddings(kvasir(), text.split(",", -1));
    String[] words = text.split(",", -1);
    for (int i = 0; i < words.length; i++) {
      int[] id = kvasir().tokenizer().encode(words[i], false, false);
      table.row(
          token(id[0]),
          String.valueOf(id[0]),
          say("%.3f", rows[i][0]),
          say("%.3f", rows[i][1]),
          say("%.3f", rows[i][2]),
          say("%.2f", Residuals.cosine(rows[0], rows[i])));
    }
    return say(
            "The table has %,d rows of %d numbers. The last column compares with the first row:%n",
            kvasir().config().vocabulary(), kvasir().config().width())
        + table.text(false);
  }

  /** Four sentences of the grammar that no model of it has seen. */
  private String pronoun() {
    Table table = new Table(1, "text", "word", "share", "word", "share");
    for (PronounPair pair : new PronounPairs(Grammar.standard()).pairs(4, 2026)) {
      if (pair.bare()) {
        for (PronounPair.Continuation way : List.of(pair.one(), pair.two())) {
          double first = score(pair.beginning() + way.text(), pair.one().right());
          double second = score(pair.beginning() + way.text(), pair.two().right());
          double share = 1 / (1 + Math.exp(second - first));
          table.row(
              pair.beginning() + way.text(),
              pair.one().right(),
              say("%.0f %%", 100 * share),
              pair.two().right(),
              say("%.0f %%", 100 * (1 - share)));
        }
      }
    }
    return table.text(false);
  }

  /** Log-probability of a word after a text. */
  private double score(String text, String word) {
    int known = ids(text).length;
    int[] all = ids(text + word);
    double[] sum = {0};
    kvasir()
        .logits(
            all,
            (position, logits, at, length) -> {
              if (position + 1 >= known && position + 1 < all.length) {
                sum[0] += LogSoftmax.of(logits, at, length, all[position + 1]);
              }
            });
    return sum[0];
  }

  /** Stopping after layer n is switching all later layers off: the residual goes on unchanged. */
  private String lens(String text) {
    int layers = kvasir().config().layers().size();
    float[] whole = lastLogits(text, Ablation.NONE);
    int chosen = best(whole, 1).getFirst();
    Table table = new Table(2, "stopped after", "would say", "at", "rank of the last word");
    for (int stop = -1; stop < layers; stop++) {
      float[] logits = lastLogits(text, after(stop));
      int top = best(logits, 1).getFirst();
      long rank =
          IntStream.range(0, logits.length).filter(i -> logits[i] > logits[chosen]).count() + 1;
      table.row(
          stop < 0 ? "the embedding" : "layer " + stop,
          token(top),
          say("%.0f %%", 100 * Math.exp(LogSoftmax.of(logits, 0, logits.length, top))),
          String.valueOf(rank));
    }
    return table.text(false);
  }

  private Ablation after(int stop) {
    List<Ablation.Head> heads = new ArrayList<>();
    List<Integer> feedForwards = new ArrayList<>();
    for (int layer = stop + 1; layer < kvasir().config().layers().size(); layer++) {
      int count = Ablation.heads(kvasir().config().layers().get(layer).mixer());
      for (int head = 0; head < count; head++) {
        heads.add(new Ablation.Head(layer, head));
      }
      feedForwards.add(layer);
    }
    return new Ablation(heads, feedForwards);
  }

  private float[] lastLogits(String text, Ablation ablation) {
    float[] last = new float[kvasir().config().vocabulary()];
    kvasir()
        .logits(
            ids(text),
            ablation,
            (position, logits, at, length) -> System.arraycopy(logits, at, last, 0, length));
    return last;
  }

  private static List<Integer> best(float[] logits, int count) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
        .limit(count)
        .toList();
  }

  private String next(String text) {
    float[] logits = lastLogits(text, Ablation.NONE);
    float[] cold = new float[logits.length];
    float[] hot = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      cold[i] = logits[i] / 0.5f;
      hot[i] = logits[i] / 1.5f;
    }
    Table table = new Table(1, "token", "logit", "probability", "at 0.5", "at 1.5");
    for (int id : best(logits, 5)) {
      table.row(
          token(id),
          say("%.2f", logits[id]),
          percent(logits, id),
          percent(cold, id),
          percent(hot, id));
    }
    return table.text(false);
  }

  private static String percent(float[] logits, int id) {
    return say("%.1f %%", 100 * Math.exp(LogSoftmax.of(logits, 0, logits.length, id)));
  }

  private String cache(String text) {
    WeightCosts weights = kvasir().costs();
    ModelCost cost =
        ModelCost.of(
            kvasir().config(), weights.multiplyAddsPerToken(), weights.outputMultiplyAdds());
    Table table = new Table(1, "after", "positions", "numbers kept", "bytes in f32");
    int[] ids = ids(text);
    for (int i = 0; i < ids.length; i++) {
      long kept = cost.kept(i + 1);
      table.row(token(ids[i]), String.valueOf(i + 1), say("%,d", kept), say("%,d", 4 * kept));
    }
    return table.text(false);
  }

  /** The row of a word, as one block of 32 numbers in 8, 5 and 4 bits and back. */
  private String quantise(String word) {
    float[] row = Residuals.embeddings(kvasir(), new String[] {word})[0];
    Table table = new Table(1, "format", "bits per number", "first numbers", "", "", "", "error");
    for (TensorType type :
        List.of(TensorType.F32, TensorType.Q8_0, TensorType.Q5_0, TensorType.Q4_0)) {
      float[] back = new float[32];
      MemorySegment data = Arena.ofAuto().allocate(type.bytes(32));
      for (int at = 0; at < 32; at += type.blockElements()) {
        long offset = type.bytes(at);
        type.codec().encode(row, at, data, offset);
        type.codec().decode(data, offset, back, at);
      }
      double error = 0;
      double size = 0;
      for (int i = 0; i < 32; i++) {
        error += Math.pow(row[i] - back[i], 2);
        size += Math.pow(row[i], 2);
      }
      table.row(
          type.name(),
          say("%.1f", type.bytes(32) / 4.0),
          say("%.3f", back[0]),
          say("%.3f", back[1]),
          say("%.3f", back[2]),
          say("%.3f", back[3]),
          say("%.2f %%", 100 * Math.sqrt(error / size)));
    }
    return table.text(false);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
