package io.kvasir.model.layer;

import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.RecurrentState;

/**
 * Gated delta net; the recurrence stands at {@link GatedDeltaConfig}. Prefill takes the same steps
 * as decode.
 */
final class GatedDelta implements Mixer {
  private final GatedDeltaConfig config;
  private final ParallelKernels kernels;
  private final int keys; // floats of all keys of a position
  private final int values; // floats of all values of a position
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear gate; // (valueHeads · valueWidth, width) z
  private final Linear beta; // (valueHeads, width)
  private final Linear decay; // (valueHeads, width)
  private final CausalConvolution convolution;
  private final Linear output; // (width, valueHeads · valueWidth)
  private final DeltaHead[] workers;
  private final Workspace.Buffer q; // (rows, keys)
  private final Workspace.Buffer k; // (rows, keys)
  private final Workspace.Buffer v; // (rows, values)
  private final Workspace.Buffer z; // (rows, values)
  private final Workspace.Buffer b; // (rows, valueHeads)
  private final Workspace.Buffer a; // (rows, valueHeads)
  private final Workspace.Buffer joined; // (rows, 2 · keys + values) query, key, value
  private final Workspace.Buffer convolved; // the same after the convolution
  private final Workspace.Buffer result; // (rows, values)
  private final Products products = new Products(6);
  private final ParallelKernels.Task join = this::join;
  private final ParallelKernels.Task activate = this::activate;
  private final ParallelKernels.Task heads = this::heads;
  private Step step = new Step(0);
  private int layer;

  GatedDelta(GatedDeltaConfig config, int width, String name, BlockBuilder builder) {
    this.config = config;
    this.kernels = builder.kernels();
    this.keys = config.keyHeads() * config.keyWidth();
    this.values = config.valueHeads() * config.valueWidth();
    Parameters p = builder.parameters();
    query = new Linear(name + ".query", keys, width, false, p);
    key = new Linear(name + ".key", keys, width, false, p);
    value = new Linear(name + ".value", values, width, false, p);
    gate = new Linear(name + ".gate", values, width, false, p);
    beta = new Linear(name + ".beta", config.valueHeads(), width, false, p);
    decay = new Linear(name + ".decay", config.valueHeads(), width, false, p);
    convolution =
        new CausalConvolution(
            2 * keys + values, config.kernel(), false, name + ".kernel", p, kernels);
    output = new Linear(name + ".output", width, values, false, p);
    workers = new DeltaHead[kernels.threads()];
    Norm norm = new Norm(config.norm(), config.valueWidth(), name + ".norm", p, kernels);
    float[] decayBase = p.vector(name + ".decay_base", config.valueHeads());
    float[] decayBias = p.vector(name + ".decay_bias", config.valueHeads());
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new DeltaHead(config, norm, decayBase, decayBias, kernels.kernels());
    }
    Workspace w = builder.workspace();
    q = w.buffer("query", keys);
    k = w.buffer("key", keys);
    v = w.buffer("value", values);
    z = w.buffer("recurrent gate", values);
    b = w.buffer("beta", config.valueHeads());
    a = w.buffer("decay", config.valueHeads());
    joined = w.buffer("convolution input", 2 * keys + values);
    convolved = w.buffer("convolution output", 2 * keys + values);
    result = w.buffer("heads", values);
  }

  @Override
  public LayerState newState(int capacity) {
    return new RecurrentState(
        convolution.recentFloats(), config.valueHeads() * config.keyWidth() * config.valueWidth());
  }

  @Override
  public void forward(Step newStep, int newLayer, Rows x, Rows out) {
    step = newStep;
    layer = newLayer;
    int rows = newStep.rows();
    products.clear();
    query.product(products, rows, x, q.rows());
    key.product(products, rows, x, k.rows());
    value.product(products, rows, x, v.rows());
    gate.product(products, rows, x, z.rows());
    beta.product(products, rows, x, b.rows());
    decay.product(products, rows, x, a.rows());
    kernels.matmul(products);
    RowWork.run(kernels, rows, join);
    convolution.forward(newStep, newLayer, joined.rows(), convolved.rows());
    RowWork.run(kernels, rows, activate);
    kernels.forEach(config.valueHeads(), heads);
    output.forward(kernels, rows, result.rows(), out);
  }

  private void join(int from, int to, int worker) {
    Rows j = joined.rows();
    for (int row = from; row < to; row++) {
      int at = j.at(row);
      System.arraycopy(q.rows().data, q.rows().at(row), j.data, at, keys);
      System.arraycopy(k.rows().data, k.rows().at(row), j.data, at + keys, keys);
      System.arraycopy(v.rows().data, v.rows().at(row), j.data, at + 2 * keys, values);
    }
  }

  private void activate(int from, int to, int worker) {
    Rows c = convolved.rows();
    for (int row = from; row < to; row++) {
      kernels.kernels().activate(Activation.SILU, c.data, c.at(row), 2 * keys + values);
      kernels
          .kernels()
          .activate(Activation.SIGMOID, b.rows().data, b.rows().at(row), config.valueHeads());
      kernels.kernels().activate(Activation.SILU, z.rows().data, z.rows().at(row), values);
    }
  }

  private void heads(int from, int to, int worker) {
    int share = config.valueHeads() / config.keyHeads();
    for (int head = from; head < to; head++) {
      int keyHead = config.grouped() ? head / share : head % config.keyHeads();
      int qAt = keyHead * config.keyWidth();
      int vAt = head * config.valueWidth();
      for (int run = 0; run < step.runs(); run++) {
        float[] memory = ((RecurrentState) step.sequence(run).state(layer)).memory();
        for (int i = 0; i < step.count(run); i++) {
          int row = step.firstRow(run) + i;
          Rows c = convolved.rows();
          DeltaHead delta = workers[worker];
          delta.keys(c.data, c.at(row) + qAt, c.at(row) + keys + qAt);
          delta.step(
              memory,
              head,
              c.data,
              c.at(row) + 2 * keys + vAt,
              b.rows().data[b.rows().at(row) + head],
              a.rows().data[a.rows().at(row) + head]);
          delta.finish(
              z.rows().data,
              z.rows().at(row) + vAt,
              result.rows().data,
              result.rows().at(row) + vAt);
        }
      }
    }
  }
}
