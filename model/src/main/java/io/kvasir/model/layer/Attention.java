package io.kvasir.model.layer;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LayerState;
import org.jspecify.annotations.Nullable;

/**
 * Causal attention with a cache: {@code softmax(q·Kᵀ·scale)·V} per head, heads side by side, mixed
 * by the output matrix (Vaswani et al. 2017; grouped heads: Ainslie et al. 2023).
 */
final class Attention implements Mixer {
  private final AttentionConfig config;
  private final ParallelKernels kernels;
  private final Linear query; // (queryHeads · headWidth, width)
  private final Linear key; // (keyValueHeads · headWidth, width)
  private final Linear value; // (keyValueHeads · headWidth, width)
  private final Linear output; // (width, queryHeads · headWidth)
  private final @Nullable Linear gate; // (queryHeads · headWidth, width)
  private final @Nullable HeadNorm queryNorm;
  private final @Nullable HeadNorm keyNorm;
  private final @Nullable Rope rope;
  private final TiledAttention attention;
  private final int slack;
  private final CacheType cacheType;
  private final Workspace.Buffer q; // (rows, queryHeads · headWidth)
  private final Workspace.Buffer k; // (rows, keyValueHeads · headWidth)
  private final Workspace.Buffer v; // (rows, keyValueHeads · headWidth)
  private final Workspace.Buffer g; // (rows, queryHeads · headWidth) the output gate
  private final Workspace.Buffer heads; // (rows, queryHeads · headWidth)
  private final Products products = new Products(4);
  private final ParallelKernels.Task prepare = this::prepare;
  private final ParallelKernels.Task applyGate = this::applyGate;

  Attention(
      AttentionConfig config, int width, String name, BlockBuilder builder, @Nullable Rope rope) {
    this.config = config;
    this.kernels = builder.kernels();
    this.rope = rope;
    this.slack = builder.maxRows();
    this.cacheType = builder.cacheType();
    Parameters p = builder.parameters();
    AttentionConfig.Bias bias = config.bias();
    query = new Linear(name + ".query", config.queryWidth(), width, bias.query(), p);
    key = new Linear(name + ".key", config.keyValueWidth(), width, bias.key(), p);
    value = new Linear(name + ".value", config.keyValueWidth(), width, bias.value(), p);
    output = new Linear(name + ".output", width, config.queryWidth(), bias.output(), p);
    gate =
        config.outputGate()
            ? new Linear(name + ".gate", config.queryWidth(), width, false, p)
            : null;
    AttentionConfig.QueryKeyNorm norm = config.queryKeyNorm();
    queryNorm =
        norm == null
            ? null
            : new HeadNorm(
                norm, config.queryHeads(), config.headWidth(), name + ".query_norm", p, kernels);
    keyNorm =
        norm == null
            ? null
            : new HeadNorm(
                norm, config.keyValueHeads(), config.headWidth(), name + ".key_norm", p, kernels);
    attention = new TiledAttention(headShape(config, name, p), kernels);
    Workspace workspace = builder.workspace();
    q = workspace.buffer("query", config.queryWidth());
    k = workspace.buffer("key", config.keyValueWidth());
    v = workspace.buffer("value", config.keyValueWidth());
    g = workspace.buffer("attention gate", config.outputGate() ? config.queryWidth() : 0);
    heads = workspace.buffer("heads", config.queryWidth());
  }

  private static HeadShape headShape(AttentionConfig config, String name, Parameters parameters) {
    int d = config.headWidth();
    float[] slopes = null;
    boolean rounded = false;
    if (config.position() instanceof PositionConfig.Alibi alibi) {
      slopes = HeadShape.alibiSlopes(config.queryHeads(), alibi.maxBias());
      rounded = alibi.rounded();
    }
    float[] sinks = config.sinks() ? parameters.vector(name + ".sinks", config.queryHeads()) : null;
    return new HeadShape(
        config.queryHeads(),
        config.keyValueHeads(),
        d,
        d,
        d,
        config.scale(),
        config.softCap(),
        config.window(),
        slopes,
        rounded,
        sinks);
  }

  @Override
  public LayerState newState(int capacity) {
    int window = config.window() >= capacity ? 0 : config.window();
    return new KvCache(cacheType, config.keyValueHeads(), config.headWidth(), window, slack);
  }

  @Override
  public void forward(Step newStep, int layer, Rows x, Rows out) {
    int rows = newStep.rows();
    project(rows, x);
    newStep.observe(Stage.QUERY, layer, q.rows());
    newStep.observe(Stage.KEY, layer, k.rows());
    RowWork.run(kernels, rows, prepare);
    newStep.observe(Stage.VALUE, layer, v.rows());
    newStep.observe(Stage.POSITIONED_QUERY, layer, q.rows());
    newStep.observe(Stage.POSITIONED_KEY, layer, k.rows());
    for (int row = 0; row < rows; row++) {
      KvCache cache = (KvCache) newStep.sequenceOfRow(row).state(layer);
      cache.write(
          newStep.position(row), k.rows().data, k.rows().at(row), v.rows().data, v.rows().at(row));
    }
    attention.forward(newStep, layer, q.rows(), heads.rows());
    newStep.observe(Stage.BLENDED, layer, heads.rows());
    if (gate != null) {
      RowWork.run(kernels, rows, applyGate);
    }
    newStep.ablation().silenceHeads(layer, rows, heads.rows(), config.headWidth());
    newStep.observe(Stage.HEADS, layer, heads.rows());
    output.forward(kernels, rows, heads.rows(), out);
  }

  private void project(int rows, Rows x) {
    products.clear();
    query.product(products, rows, x, q.rows());
    key.product(products, rows, x, k.rows());
    value.product(products, rows, x, v.rows());
    if (gate != null) {
      gate.product(products, rows, x, g.rows());
    }
    kernels.matmul(products);
    query.addBias(rows, q.rows());
    key.addBias(rows, k.rows());
    value.addBias(rows, v.rows());
  }

  /** Clips, norms and positions the queries and keys of some rows. */
  private void prepare(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      head(q.rows(), row, config.queryHeads(), queryNorm);
      head(k.rows(), row, config.keyValueHeads(), keyNorm);
      if (config.clip() != 0) {
        clip(v.rows(), row, config.keyValueWidth());
      }
    }
  }

  private void head(Rows x, int row, int count, @Nullable HeadNorm norm) {
    int at = x.at(row);
    if (config.clip() != 0) {
      clip(x, row, count * config.headWidth());
    }
    AttentionConfig.QueryKeyNorm order = config.queryKeyNorm();
    boolean normAfter = order != null && order.afterPosition();
    if (norm != null && !normAfter) {
      norm.forward(x.data, at);
    }
    if (rope != null) {
      rope.turn(row, x.data, at, count, config.headWidth());
    }
    if (norm != null && normAfter) {
      norm.forward(x.data, at);
    }
  }

  private void clip(Rows x, int row, int width) {
    int at = x.at(row);
    for (int i = 0; i < width; i++) {
      x.data[at + i] = Math.clamp(x.data[at + i], -config.clip(), config.clip());
    }
  }

  private void applyGate(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      int at = heads.rows().at(row);
      int gt = g.rows().at(row);
      kernels.kernels().activate(Activation.SIGMOID, g.rows().data, gt, config.queryWidth());
      for (int i = 0; i < config.queryWidth(); i++) {
        heads.rows().data[at + i] *= g.rows().data[gt + i];
      }
    }
  }
}
