package io.kvasir.model.layer;

import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.LatentCache;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.weights.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head latent attention (DeepSeek-V2, 2024) in its absorbed form, the only one for all
 * passes: with the latent c of a position, a head's key is K·c and its value V·c, so {@code q·(K·c)
 * = (Kᵀ·q)·c} and {@code Σ p·(V·c) = V·(Σ p·c)}. The heads attend to the latents themselves, as to
 * one head of keys and values that all share.
 */
final class LatentAttention implements Mixer {
  private final LatentAttentionConfig config;
  private final ParallelKernels kernels;
  private final CacheType cacheType;
  private final @Nullable Linear queryDown; // (queryRank, width)
  private final @Nullable Norm queryNorm;
  private final Linear query; // (heads · (plainWidth + ropeWidth), width or queryRank)
  private final Linear latentDown; // (latentWidth + ropeWidth, width)
  private final Norm latentNorm;
  private final Tensor[] keyUp; // per head (latentWidth, plainWidth): Kᵀ
  private final Tensor[] valueUp; // per head (valueWidth, latentWidth): V
  private final Linear output; // (width, heads · valueWidth)
  private final Rope rope;
  private final TiledAttention attention;
  private final Workspace.Buffer compressed; // (rows, queryRank)
  private final Workspace.Buffer q; // (rows, heads · (plainWidth + ropeWidth))
  private final Workspace.Buffer
      plain; // (rows · heads, plainWidth) queries without position, head after head
  private final Workspace.Buffer projected; // (rows · heads, latentWidth) Kᵀ·q
  private final Workspace.Buffer
      absorbed; // (rows, heads · (latentWidth + ropeWidth)) Kᵀ·q and the turned part
  private final Workspace.Buffer latent; // (rows, latentWidth + ropeWidth)
  private final Workspace.Buffer blended; // (rows, heads · latentWidth)
  private final Workspace.Buffer gathered; // (rows · heads, latentWidth) the same, head after head
  private final Workspace.Buffer values; // (rows · heads, valueWidth)
  private final Workspace.Buffer heads; // (rows, heads · valueWidth)
  private final Products products;

  LatentAttention(
      LatentAttentionConfig config, int width, String name, BlockBuilder builder, Rope rope) {
    this.config = config;
    this.kernels = builder.kernels();
    this.cacheType = builder.cacheType();
    this.rope = rope;
    Parameters p = builder.parameters();
    int n = config.heads();
    int headWidth = config.plainWidth() + config.rope().width();
    int c = config.latentWidth();
    int latentRow = c + config.rope().width();
    boolean compress = config.queryRank() > 0;
    queryDown =
        compress
            ? new Linear(name + ".query_down", config.queryRank(), width, config.bias(), p)
            : null;
    queryNorm =
        compress
            ? new Norm(config.norm(), config.queryRank(), name + ".query_down_norm", p, kernels)
            : null;
    query =
        compress
            ? new Linear(name + ".query_up", n * headWidth, config.queryRank(), false, p)
            : new Linear(name + ".query", n * headWidth, width, false, p);
    latentDown = new Linear(name + ".latent_down", latentRow, width, config.bias(), p);
    latentNorm = new Norm(config.norm(), c, name + ".latent_norm", p, kernels);
    keyUp = p.stack(name + ".key_up.weight", n, c, config.plainWidth()).toArray(new Tensor[0]);
    valueUp = p.stack(name + ".value_up.weight", n, config.valueWidth(), c).toArray(new Tensor[0]);
    output = new Linear(name + ".output", width, n * config.valueWidth(), config.bias(), p);
    attention =
        new TiledAttention(
            new HeadShape(n, 1, latentRow, c, latentRow, config.scale(), 0, 0, null, false, null),
            kernels);
    products = new Products(n);
    Workspace w = builder.workspace();
    compressed = w.buffer("compressed query", config.queryRank());
    q = w.buffer("query", n * headWidth);
    plain = w.buffer("plain query", n, config.plainWidth());
    projected = w.buffer("projected query", n, c);
    absorbed = w.buffer("absorbed query", n * latentRow);
    latent = w.buffer("latent", latentRow);
    blended = w.buffer("blended latents", n * c);
    gathered = w.buffer("gathered latents", n, c);
    values = w.buffer("latent values", n, config.valueWidth());
    heads = w.buffer("heads", n * config.valueWidth());
  }

  @Override
  public LayerState newState(int capacity) {
    return new LatentCache(cacheType, config.latentWidth() + config.rope().width());
  }

  @Override
  public void forward(Step step, int layer, Rows x, Rows out) {
    int rows = step.rows();
    projectQueries(rows, x);
    step.observe(Stage.QUERY, layer, q.rows());
    latentDown.forward(kernels, rows, x, latent.rows());
    positionAndStore(step, layer);
    step.observe(Stage.POSITIONED_QUERY, layer, q.rows());
    step.observe(Stage.LATENT, layer, latent.rows());
    absorb(rows);
    step.observe(Stage.ABSORBED_QUERY, layer, absorbed.rows());
    attention.forward(step, layer, absorbed.rows(), blended.rows());
    step.observe(Stage.BLENDED, layer, blended.rows());
    expand(rows);
    step.ablation().silenceHeads(layer, rows, heads.rows(), config.valueWidth());
    step.observe(Stage.HEADS, layer, heads.rows());
    output.forward(kernels, rows, heads.rows(), out);
  }

  private void projectQueries(int rows, Rows x) {
    if (queryDown != null && queryNorm != null) {
      queryDown.forward(kernels, rows, x, compressed.rows());
      queryNorm.forward(rows, compressed.rows(), compressed.rows());
      query.forward(kernels, rows, compressed.rows(), q.rows());
    } else {
      query.forward(kernels, rows, x, q.rows());
    }
  }

  /** Norms the latents, turns the shared keys and the queries' last parts, appends to the cache. */
  private void positionAndStore(Step step, int layer) {
    int headWidth = config.plainWidth() + config.rope().width();
    Rows c = latent.rows();
    for (int row = 0; row < step.rows(); row++) {
      latentNorm.vector(c.data, c.at(row), c.data, c.at(row));
      rope.turn(row, c.data, c.at(row) + config.latentWidth(), 1, config.rope().width());
      rope.turn(
          row, q.rows().data, q.rows().at(row) + config.plainWidth(), config.heads(), headWidth);
      LatentCache cache = (LatentCache) step.sequenceOfRow(row).state(layer);
      cache.write(step.position(row), c.data, c.at(row));
    }
  }

  /** Kᵀ·q beside the turned part, for every row and head. */
  private void absorb(int rows) {
    int ropeWidth = config.rope().width();
    int headWidth = config.plainWidth() + ropeWidth;
    int c = config.latentWidth();
    products.clear();
    for (int h = 0; h < config.heads(); h++) {
      for (int row = 0; row < rows; row++) {
        copy(q.rows(), row, h * headWidth, plain.rows(), h * rows + row, 0, config.plainWidth());
      }
      products.add(keyUp[h], plain.rows(), h * rows, rows, projected.rows(), h * rows);
    }
    kernels.matmul(products);
    for (int h = 0; h < config.heads(); h++) {
      for (int row = 0; row < rows; row++) {
        int to = h * (c + ropeWidth);
        copy(projected.rows(), h * rows + row, 0, absorbed.rows(), row, to, c);
        copy(
            q.rows(),
            row,
            h * headWidth + config.plainWidth(),
            absorbed.rows(),
            row,
            to + c,
            ropeWidth);
      }
    }
  }

  /** V·(blended latent) for every row and head. */
  private void expand(int rows) {
    int c = config.latentWidth();
    products.clear();
    for (int h = 0; h < config.heads(); h++) {
      for (int row = 0; row < rows; row++) {
        copy(blended.rows(), row, h * c, gathered.rows(), h * rows + row, 0, c);
      }
      products.add(valueUp[h], gathered.rows(), h * rows, rows, values.rows(), h * rows);
    }
    kernels.matmul(products);
    for (int h = 0; h < config.heads(); h++) {
      for (int row = 0; row < rows; row++) {
        int width = config.valueWidth();
        copy(values.rows(), h * rows + row, 0, heads.rows(), row, h * width, width);
      }
    }
  }

  private static void copy(
      Rows from, int fromRow, int fromColumn, Rows to, int toRow, int toColumn, int count) {
    System.arraycopy(
        from.data, from.at(fromRow) + fromColumn, to.data, to.at(toRow) + toColumn, count);
  }
}
