package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.observe.Trace;
import io.kvasir.model.observe.TraceRequest;
import io.kvasir.model.observe.WorkedCell;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.sample.SamplerTrace;
import io.kvasir.model.sample.SamplerTrace.Choice;
import io.kvasir.model.state.CacheType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One generation that was looked into: what was kept of it, within what a page can show.
 *
 * <p>It is run twice. The first run generates and keeps what every head looked at. The second takes
 * the same tokens in again, which gives the same bits, and keeps the vectors of the heads that are
 * worked out.
 */
final class ExplainedPass {
  private static final long WEIGHT_BYTES = 2_600_000; // of attention rows in a page
  private static final int FEWEST_EDGES = 6;
  private static final long VECTOR_BYTES = 1_200_000;
  private static final long LOGIT_BYTES = 1_200_000;
  private static final int SHOWN_TOKENS = 40; // of each sampler step
  private static final long MOST_BYTES = 1L << 30; // of a trace in memory

  /**
   * What is asked for.
   *
   * @param layer of the cell; empty: one that is worth a look is chosen
   * @param head of the cell, or empty
   * @param token of the cell; empty: the prompt's last
   * @param brief whether only this cell and what follows its token will be shown
   */
  record Focus(OptionalInt layer, OptionalInt head, OptionalInt token, boolean brief) {}

  final Kvasir kvasir;
  final List<LayerView> layers = new ArrayList<>();
  final Ablation ablation;
  final int[] ids; // prompt and new tokens
  final int promptTokens;
  final int positions; // that went through the decoder: all but the last new token
  final Trace trace; // every head, maybe only the largest weights
  final Trace vectors; // complete rows, scores and vectors of the heads that are worked out
  final Lens lens;
  final SamplerTrace sampler;
  final int layer;
  final int head;
  final int token;
  final List<String> leftOut = new ArrayList<>();
  final double tracedSeconds;
  final double vectorSeconds;
  private final int layerStep;

  private ExplainedPass(Kvasir kvasir, int[] prompt, GenerateOptions options, Focus focus) {
    this.kvasir = kvasir;
    this.promptTokens = prompt.length;
    this.ablation = options.ablation();
    for (LayerConfig config : kvasir.config().layers()) {
      layers.add(LayerView.of(config.mixer(), kvasir.config().width()));
    }
    int room = Math.max(0, kvasir.context() - prompt.length);
    int expected = prompt.length + Math.min(room, options.maxTokens().orElse(0));
    this.layerStep = layerStep(expected);
    trace = new Trace(kvasir.config(), overview(expected, focus));
    sampler = new SamplerTrace(SHOWN_TOKENS, LOGIT_BYTES);
    int lensMost = focus.brief() ? 1 : Lens.mostPositions(kvasir);
    int asked = focus.token().orElse(prompt.length - 1);
    int lensFrom = Math.max(0, Math.min(asked, expected - lensMost));
    Trace residuals =
        new Trace(
            kvasir.config(),
            TraceRequest.attention()
                .withoutWeights()
                .stages(Stage.EMBEDDING, Stage.RESIDUAL)
                .positions(p -> p >= lensFrom && p - lensFrom < lensMost));
    long start = System.nanoTime();
    List<Integer> all = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
    try (Generation generation =
        kvasir.start(prompt, options, Observer.all(trace, residuals), sampler)) {
      generation.prefill();
      while (generation.hasNext()) {
        all.add(generation.next().id());
      }
    }
    tracedSeconds = (System.nanoTime() - start) * 1e-9;
    ids = all.stream().mapToInt(Integer::intValue).toArray();
    positions = Math.max(promptTokens, ids.length - 1);
    Cell cell = cell(focus);
    layer = cell.layer();
    head = cell.head();
    token = cell.query();
    start = System.nanoTime();
    vectors = vectors(options.maxTokens(0), focus.brief());
    vectorSeconds = (System.nanoTime() - start) * 1e-9;
    int lensEnd = Math.min(positions, lensFrom + lensMost);
    lens = new Lens(kvasir, residuals, ids, lensFrom, lensEnd);
    if (!focus.brief()) {
      sayWhatIsLeftOut(lensFrom, lensEnd);
    }
  }

  static ExplainedPass of(Kvasir kvasir, int[] prompt, GenerateOptions options, Focus focus) {
    return new ExplainedPass(kvasir, prompt, options, focus);
  }

  private long heads(int step) {
    long heads = 0;
    for (int i = 0; i < layers.size(); i += step) {
      heads += layers.get(i).queryHeads();
    }
    return Math.max(1, heads);
  }

  /** Of so many layers one is kept. */
  private int layerStep(int expected) {
    int step = 1;
    while (step < layers.size() && heads(step) * expected * FEWEST_EDGES * 4 > WEIGHT_BYTES) {
      step++;
    }
    return step;
  }

  boolean kept(int number) {
    return number % layerStep == 0 || number == layers.size() - 1;
  }

  private TraceRequest overview(int expected, Focus focus) {
    long heads = heads(layerStep);
    boolean complete = heads * expected * (expected + 1) * 2 <= WEIGHT_BYTES;
    long edges = Math.max(FEWEST_EDGES, WEIGHT_BYTES / (heads * expected * 4));
    return TraceRequest.attention()
        .layers(l -> kept(l) || l == focus.layer().orElse(-1))
        .edges(complete ? Integer.MAX_VALUE : (int) Math.min(edges, 1 << 16))
        .maxBytes(MOST_BYTES);
  }

  private record Cell(int layer, int head, int query) {}

  private Cell cell(Focus focus) {
    int query = focus.token().orElse(promptTokens - 1);
    check("--token", query, positions);
    focus.layer().ifPresent(l -> check("--layer", l, layers.size()));
    Cell best = null;
    double most = -1;
    for (int l = 0; l < layers.size(); l++) {
      int heads = layers.get(l).queryHeads();
      if (focus.layer().orElse(l) == l && heads > 0) {
        focus.head().ifPresent(h -> check("--head", h, heads));
        for (int h = 0; h < heads; h++) {
          double weight = focus.head().orElse(h) == h ? glance(l, h, query) : -2;
          if (weight > most) {
            most = weight;
            best = new Cell(l, h, query);
          }
        }
      }
    }
    if (best == null) {
      if (focus.head().isPresent()) {
        throw new UsageException(
            "--head "
                + focus.head().getAsInt()
                + ": layer "
                + focus.layer().orElse(0)
                + " has no heads of attention");
      }
      return new Cell(focus.layer().orElse(0), 0, query); // a recurrent layer has no heads
    }
    return best;
  }

  /** The largest weight on a token that is neither the first, nor the query, nor the one before. */
  private double glance(int l, int h, int query) {
    AttentionRow row = trace.row(l, h, query);
    double most = -0.5;
    for (int i = 0; row != null && i < row.size(); i++) {
      if (row.key(i) > 0 && row.key(i) < query - 1) {
        most = Math.max(most, row.weight(i));
      }
    }
    return most;
  }

  private static void check(String option, int found, int size) {
    if (found < 0 || found >= size) {
      throw new UsageException(option + " " + found + ": wanted 0 to " + (size - 1));
    }
  }

  /** All heads if their vectors fit, else those of the layer, else the one head. */
  private Trace vectors(GenerateOptions none, boolean brief) {
    long all = 0;
    long own = 0;
    for (int l = 0; l < layers.size(); l++) {
      LayerView view = layers.get(l);
      long floats =
          view.queryHeads() * (2L * view.keyWidth() + view.valueWidth() + positions)
              + view.keyValueHeads() * (2L * view.keyWidth() + view.valueWidth());
      all += floats * positions * 4;
      own += l == layer ? floats * positions * 4 : 0;
    }
    boolean everyLayer = all <= VECTOR_BYTES && !brief;
    boolean everyHead = everyLayer || (own <= VECTOR_BYTES && !brief);
    Stage[] stages =
        kvasir.config().layers().stream()
            .flatMap(l -> Stream.of(WorkedCell.stages(l.mixer())))
            .distinct()
            .toArray(Stage[]::new);
    TraceRequest request =
        TraceRequest.attention()
            .withScores()
            .stages(stages)
            .layers(l -> everyLayer || l == layer)
            .heads(h -> everyHead || h == head)
            .maxBytes(MOST_BYTES);
    Trace kept = new Trace(kvasir.config(), request);
    if (!everyLayer && !brief) {
      leftOut.add(
          "Vectors of queries, keys and values are kept for "
              + (everyHead ? "layer " + layer : "layer " + layer + ", head " + head)
              + " only; --layer and --head choose others.");
    }
    try (Generation again =
        kvasir.start(Arrays.copyOf(ids, positions), none, kept, SamplerObserver.NONE)) {
      again.prefill();
    }
    return kept;
  }

  private void sayWhatIsLeftOut(int lensFrom, int lensEnd) {
    if (layerStep > 1) {
      leftOut.add(
          String.format(
              Locale.ROOT, "Attention is kept of every %d. layer; --layer adds one.", layerStep));
    }
    for (int l = 0; l < layers.size(); l++) {
      AttentionRow last = trace.heads(l) == 0 ? null : trace.row(l, 0, positions - 1);
      if (last != null && !last.complete()) {
        leftOut.add(
            String.format(
                Locale.ROOT,
                "Of each query and head the %,d largest of up to %,d weights are kept.",
                last.size(),
                positions));
        break;
      }
    }
    if (lensEnd - lensFrom < positions) {
      leftOut.add(
          String.format(
              Locale.ROOT, "The lens looks at positions %,d to %,d.", lensFrom, lensEnd - 1));
    }
    if (firstScored() > 0 || endScored() < positions) {
      leftOut.add(
          String.format(
              Locale.ROOT,
              "Cells can be worked out for the tokens %,d to %,d; --token chooses others.",
              firstScored(),
              endScored() - 1));
    }
    trace
        .leftOut()
        .forEach(
            (what, n) -> leftOut.add(String.format(Locale.ROOT, "%,d %s did not fit.", n, what)));
    vectors
        .leftOut()
        .forEach(
            (what, n) -> leftOut.add(String.format(Locale.ROOT, "%,d %s did not fit.", n, what)));
  }

  /** The first query whose scores are written: all of a short text, some around the token else. */
  int firstScored() {
    return Math.max(0, endScored() - scoredQueries());
  }

  /** The query after the last one whose scores are written. */
  int endScored() {
    return Math.min(positions, Math.max(token + 1 + scoredQueries() / 4, scoredQueries()));
  }

  private int scoredQueries() {
    return (int) Math.min(positions, 2 * VECTOR_BYTES / 8 / positions);
  }

  /** Seconds of the same generation, nobody looking. */
  double plainSeconds(GenerateOptions options) {
    long start = System.nanoTime();
    try (Generation generation = kvasir.start(Arrays.copyOf(ids, promptTokens), options)) {
      generation.prefill();
      while (generation.hasNext()) {
        generation.next();
      }
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  /**
   * The same pass looked into again, now that the program is warm: its seconds are the fair ones.
   */
  ExplainedPass again(GenerateOptions options) {
    Focus focus =
        new Focus(OptionalInt.of(layer), OptionalInt.of(head), OptionalInt.of(token), false);
    return of(kvasir, Arrays.copyOf(ids, promptTokens), options, focus);
  }

  /** The text of a token, as people read it. */
  String text(int id) {
    return TokenText.of(kvasir.tokenizer(), id);
  }

  /** The same in one line: control characters are visible. */
  String shown(int id) {
    return Failures.visible(text(id));
  }

  /** How keys and values are held. */
  CacheType cacheType() {
    return CacheType.of(kvasir.engine().cacheType());
  }

  /** Bytes that a pass of one token writes to the caches. */
  long rowBytes() {
    return layers.stream().mapToLong(l -> l.rowBytes(cacheType())).sum();
  }

  /** Bytes in the cache of all layers after so many positions; states of recurrent layers too. */
  long cacheBytes(int after) {
    return layers.stream().mapToLong(l -> l.bytesAt(after, cacheType())).sum();
  }

  /** The choice of the first new token, as if nothing were switched off. */
  Choice withoutAblation(GenerateOptions options) {
    SamplerTrace plain = new SamplerTrace(SHOWN_TOKENS, LOGIT_BYTES);
    GenerateOptions one = options.ablation(Ablation.NONE).maxTokens(1);
    try (Generation generation =
        kvasir.start(Arrays.copyOf(ids, promptTokens), one, Observer.NONE, plain)) {
      generation.next();
    }
    return plain.choices().getFirst();
  }
}
