package io.kvasir.model.observe;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Rows;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies of what a {@link TraceRequest} asks for, of one sequence in one or several passes,
 * within a bound of memory. Slice 0 is the sequence; others are passed over.
 */
public final class Trace implements Observer {
  private static final int OBJECT_BYTES = 16; // of an array or object beside its numbers

  private final ModelConfig config;
  private final TraceRequest request;
  private final AttentionRow[][][] attention; // by layer, head and position
  private final Map<Stage, float[][][][]> values = new EnumMap<>(Stage.class); // layer, position
  private final Map<String, Long> leftOut = new TreeMap<>();
  private final LargestWeights largest;
  private float[] scores = new float[0]; // of the row whose weights come next
  private int positions;
  private long bytes;

  /**
   * Starts with nothing kept.
   *
   * @param config the decoder's
   * @param request what to keep
   */
  public Trace(ModelConfig config, TraceRequest request) {
    this.config = config;
    this.request = request;
    this.largest = new LargestWeights(request.edges());
    int layers = config.layers().size();
    attention = new AttentionRow[layers][][];
    for (int layer = 0; layer < layers; layer++) {
      int heads = StageShape.queryHeads(config.layers().get(layer).mixer());
      attention[layer] = new AttentionRow[heads][0];
    }
    for (Stage stage : request.stages()) {
      values.put(stage, new float[layers + 2][0][][]); // -1 is the embedding, the last one FINAL
    }
  }

  @Override
  public boolean wantsAttention(int layer) {
    return request.weights() && request.layers().test(layer);
  }

  @Override
  public void scores(
      int layer, int head, int slice, int position, float[] row, int firstKey, int keys) {
    if (request.scores() && slice == 0) {
      if (scores.length < keys) {
        scores = new float[2 * keys];
      }
      System.arraycopy(row, 0, scores, 0, keys);
    }
  }

  @Override
  public void attention(
      int layer, int head, int slice, int position, float[] weights, int firstKey, int keys) {
    if (slice != 0 || !request.heads().test(head) || !request.positions().test(position)) {
      return;
    }
    positions = Math.max(positions, position + 1);
    int kept = Math.min(keys, request.edges());
    int numbers = 1 + (kept < keys ? 1 : 0) + (request.scores() ? 1 : 0);
    if (!room("attention rows", 4L * kept * numbers)) {
      return;
    }
    float[] rowScores = request.scores() ? scores : null;
    AttentionRow row = largest.row(weights, rowScores, firstKey, keys);
    attention[layer][head] = grown(attention[layer][head], position);
    attention[layer][head][position] = row;
  }

  private static AttentionRow[] grown(AttentionRow[] rows, int position) {
    return position < rows.length
        ? rows
        : Arrays.copyOf(rows, Math.max(position + 1, 2 * rows.length));
  }

  @Override
  public void stage(Stage stage, int layer, RowMap map, Rows live) {
    float[][][][] layers = values.get(stage);
    if (layers == null || !request.layers().test(layer)) {
      return;
    }
    StageShape shape = StageShape.of(stage, layer, config);
    for (int row = 0; row < map.rows(); row++) {
      int position = map.position(row);
      if (map.slice(row) == 0 && request.positions().test(position)) {
        positions = Math.max(positions, position + 1);
        keep(stage, layers, layer, position, shape, live, row);
      }
    }
  }

  private void keep(
      Stage stage,
      float[][][][] layers,
      int layer,
      int position,
      StageShape shape,
      Rows live,
      int row) {
    float[][] heads = new float[shape.heads()][];
    for (int head = 0; head < heads.length; head++) {
      if (shape.wanted(head, request.heads())
          && room(stage.name().toLowerCase(Locale.ROOT), 4L * shape.width())) {
        heads[head] = new float[shape.width()];
        System.arraycopy(
            live.data, live.at(row) + head * shape.width(), heads[head], 0, shape.width());
      }
    }
    float[][][] rows = layers[layer + 1];
    if (position >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(position + 1, 2 * rows.length));
      layers[layer + 1] = rows;
    }
    rows[position] = heads;
  }

  private boolean room(String what, long wanted) {
    if (bytes + wanted + OBJECT_BYTES > request.maxBytes()) {
      leftOut.merge(what, 1L, Long::sum);
      return false;
    }
    bytes += wanted + OBJECT_BYTES;
    return true;
  }

  /**
   * What the decoder is made of.
   *
   * @return its configuration
   */
  public ModelConfig config() {
    return config;
  }

  /**
   * Positions up to the last one of which anything was kept.
   *
   * @return 0 if nothing was
   */
  public int positions() {
    return positions;
  }

  /**
   * Memory of the numbers that were kept.
   *
   * @return at most the request's bound
   */
  public long bytes() {
    return bytes;
  }

  /**
   * What did not fit: a name, and how many rows of it.
   *
   * @return empty if all that was asked for was kept
   */
  public Map<String, Long> leftOut() {
    return Map.copyOf(leftOut);
  }

  /**
   * Query heads of a layer.
   *
   * @param layer number of the layer
   * @return 0 if the layer is recurrent
   */
  public int heads(int layer) {
    return attention[layer].length;
  }

  /**
   * What a head of a query looked at.
   *
   * @param layer number of the layer
   * @param head query head
   * @param position of the query
   * @return null if it was not kept
   */
  public @Nullable AttentionRow row(int layer, int head, int position) {
    AttentionRow[] rows = attention[layer][head];
    return position < rows.length ? rows[position] : null;
  }

  /**
   * The values of a stage.
   *
   * @param stage which
   * @param layer number of the layer; -1 for the embedding, the number of layers for FINAL
   * @param position which
   * @param head query head, or key-value head for keys and values; 0 for stages without heads
   * @return the floats of that head, not to be changed; null if they were not kept
   */
  public float @Nullable [] values(Stage stage, int layer, int position, int head) {
    float[][][][] layers = values.get(stage);
    if (layers == null || position >= layers[layer + 1].length) {
      return null;
    }
    float[][] heads = layers[layer + 1][position];
    return heads == null ? null : heads[head];
  }
}
