package io.kvasir.model.layer;

import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.RecurrentState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The selective state space of Mamba-2; the recurrence stands at {@link Mamba2Config}. */
final class Mamba2 implements Mixer {
  private final Mamba2Config config;
  private final int inner; // heads · headWidth
  private final int shared; // groups · stateWidth, floats of B and of C
  private final ParallelKernels kernels;
  private final Linear input; // (2 · inner + 2 · shared + heads, width)
  private final CausalConvolution convolution;
  private final float[] decayBase; // (heads) A = -e^(A_log)
  private final float[] skip; // (heads) D
  private final float[] stepBias; // (heads)
  private final @Nullable Norm[] norms; // one per norm group
  private final Linear output; // (width, inner)
  private final Workspace.Buffer projected; // (rows, 2 · inner + 2 · shared + heads): z, x, B, C, Δ
  private final Workspace.Buffer joined; // (rows, inner + 2 · shared): x, B, C
  private final Workspace.Buffer convolved; // the same after the convolution
  private final Workspace.Buffer result; // (rows, inner)
  private final float[][] one; // (threads, 1) e^(Δ·A)
  private final ParallelKernels.Task join = this::join;
  private final ParallelKernels.Task activate = this::activate;
  private final ParallelKernels.Task heads = this::heads;
  private final ParallelKernels.Task finish = this::finish;
  private Step step = new Step(0);
  private int layer;

  Mamba2(Mamba2Config config, int width, String name, BlockBuilder builder) {
    this.config = config;
    this.kernels = builder.kernels();
    this.inner = config.innerWidth();
    this.shared = config.groups() * config.stateWidth();
    Parameters p = builder.parameters();
    int n = config.heads();
    int all = 2 * inner + 2 * shared + n;
    input = new Linear(name + ".input", all, width, config.bias(), p);
    convolution =
        new CausalConvolution(
            inner + 2 * shared,
            config.kernel(),
            config.convolutionBias(),
            name + ".kernel",
            p,
            kernels);
    decayBase = p.vector(name + ".decay_base", n);
    skip = p.vector(name + ".skip", n);
    stepBias = p.vector(name + ".step_bias", n);
    norms = norms(config, name + ".norm", p);
    output = new Linear(name + ".output", width, inner, config.bias(), p);
    Workspace w = builder.workspace();
    projected = w.buffer("recurrent input", all);
    joined = w.buffer("convolution input", inner + 2 * shared);
    convolved = w.buffer("convolution output", inner + 2 * shared);
    result = w.buffer("heads", inner);
    one = new float[kernels.threads()][1];
  }

  private @Nullable Norm[] norms(Mamba2Config config, String name, Parameters p) {
    @Nullable Norm[] parts = new Norm[config.normGroups()];
    if (config.norm() == null) {
      return parts;
    }
    float[] weight = p.vector(name + ".weight", inner);
    int part = inner / parts.length;
    for (int g = 0; g < parts.length; g++) {
      float[] own = Arrays.copyOfRange(weight, g * part, (g + 1) * part);
      parts[g] = new Norm(config.norm(), part, own, null, kernels);
    }
    return parts;
  }

  @Override
  public LayerState newState(int capacity) {
    return new RecurrentState(convolution.recentFloats(), inner * config.stateWidth());
  }

  @Override
  public void forward(Step newStep, int newLayer, Rows x, Rows out) {
    step = newStep;
    layer = newLayer;
    int rows = newStep.rows();
    input.forward(kernels, rows, x, projected.rows());
    RowWork.run(kernels, rows, join);
    convolution.forward(newStep, newLayer, joined.rows(), convolved.rows());
    RowWork.run(kernels, rows, activate);
    kernels.forEach(config.heads(), heads);
    RowWork.run(kernels, rows, finish);
    output.forward(kernels, rows, result.rows(), out);
  }

  private void join(int from, int to, int worker) {
    Rows p = projected.rows();
    Rows j = joined.rows();
    for (int row = from; row < to; row++) {
      System.arraycopy(p.data, p.at(row) + inner, j.data, j.at(row), inner + 2 * shared);
    }
  }

  /** SiLU on the convolved values and on z; Δ = softplus(Δ + bias), held in its range. */
  private void activate(int from, int to, int worker) {
    Kernels k = kernels.kernels();
    Rows p = projected.rows();
    for (int row = from; row < to; row++) {
      k.activate(
          Activation.SILU, convolved.rows().data, convolved.rows().at(row), inner + 2 * shared);
      k.activate(Activation.SILU, p.data, p.at(row), inner);
      int at = p.at(row) + 2 * inner + 2 * shared;
      for (int h = 0; h < config.heads(); h++) {
        p.data[at + h] += stepBias[h];
      }
      k.activate(Activation.SOFTPLUS, p.data, at, config.heads());
      for (int h = 0; h < config.heads(); h++) {
        p.data[at + h] = Math.clamp(p.data[at + h], config.minStep(), config.maxStep());
      }
    }
  }

  private void heads(int from, int to, int worker) {
    for (int run = 0; run < step.runs(); run++) {
      float[] memory = ((RecurrentState) step.sequence(run).state(layer)).memory();
      for (int i = 0; i < step.count(run); i++) {
        for (int head = from; head < to; head++) {
          head(memory, head, step.firstRow(run) + i, one[worker]);
        }
      }
    }
  }

  private void head(float[] memory, int head, int row, float[] decay) {
    Rows c = convolved.rows();
    int n = config.stateWidth();
    int group = head / (config.heads() / config.groups());
    int bAt = c.at(row) + inner + group * n;
    int cAt = bAt + shared;
    float delta = projected.rows().data[projected.rows().at(row) + 2 * inner + 2 * shared + head];
    decay[0] = delta * decayBase[head];
    kernels.kernels().exp(decay, 0, 1, 0);
    float keep = decay[0];
    for (int d = 0; d < config.headWidth(); d++) {
      int channel = head * config.headWidth() + d;
      float x = c.data[c.at(row) + channel];
      float dx = delta * x;
      int at = channel * n;
      for (int s = 0; s < n; s++) {
        memory[at + s] = memory[at + s] * keep + dx * c.data[bAt + s];
      }
      float y = kernels.kernels().dot(memory, at, c.data, cAt, n);
      result.rows().data[result.rows().at(row) + channel] = y + skip[head] * x;
    }
  }

  /** norm(y · SiLU(z)), each norm group apart. */
  private void finish(int from, int to, int worker) {
    Rows y = result.rows();
    Rows p = projected.rows();
    for (int row = from; row < to; row++) {
      int at = y.at(row);
      int zt = p.at(row);
      for (int i = 0; i < inner; i++) {
        y.data[at + i] *= p.data[zt + i];
      }
      int part = inner / norms.length;
      for (int g = 0; g < norms.length; g++) {
        Norm norm = norms[g];
        if (norm != null) {
          norm.vector(y.data, at + g * part, y.data, at + g * part);
        }
      }
    }
  }
}
