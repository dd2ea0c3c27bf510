package io.kvasir.model.layer;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mixture of experts: the router chooses a few for each token; the rows of an expert go through
 * it together, and a token adds its experts' results up by weight, in the order of their numbers.
 */
final class Experts implements FeedForward {
  private final FeedForwardConfig.Experts config;
  private final int width;
  private final int inner;
  private final ParallelKernels kernels;
  private final Router router;
  private final Tensor[] gate; // per expert (inner, width)
  private final Tensor[] up; // per expert (inner, width)
  private final Tensor[] down; // per expert (width, inner)
  private final float @Nullable [] gateBias; // (experts, inner)
  private final float @Nullable [] upBias; // (experts, inner)
  private final float @Nullable [] downBias; // (experts, width)
  private final @Nullable GatedFeedForward shared;
  private final @Nullable Linear sharedGate; // (1, width)
  private final Workspace.Buffer input; // (rows · chosen, width) expert after expert
  private final Workspace.Buffer gated; // (rows · chosen, inner)
  private final Workspace.Buffer lifted; // (rows · chosen, inner)
  private final Workspace.Buffer result; // (rows · chosen, width)
  private final Workspace.Buffer common; // (rows, width) the shared expert's result
  private final Workspace.Buffer commonGate; // (rows, 1)
  private final Products products;
  private final ParallelKernels.Task activate = this::activate;
  private final ParallelKernels.Task combine = this::combine;
  private Rows out = new Rows(0, 0);

  Experts(FeedForwardConfig.Experts config, int width, String name, BlockBuilder builder) {
    this.config = config;
    this.width = width;
    this.inner = config.expert().width();
    this.kernels = builder.kernels();
    Parameters p = builder.parameters();
    int n = config.count();
    this.router = new Router(config, width, name, builder);
    this.gate = p.stack(name + ".gate.weight", n, inner, width).toArray(new Tensor[0]);
    this.up = p.stack(name + ".up.weight", n, inner, width).toArray(new Tensor[0]);
    this.down = p.stack(name + ".down.weight", n, width, inner).toArray(new Tensor[0]);
    boolean bias = config.expert().bias();
    this.gateBias = bias ? p.vector(name + ".gate.bias", n * inner) : null;
    this.upBias = bias ? p.vector(name + ".up.bias", n * inner) : null;
    this.downBias = bias ? p.vector(name + ".down.bias", n * width) : null;
    Workspace w = builder.workspace();
    this.shared =
        config.shared() == null
            ? null
            : new GatedFeedForward(config.shared(), width, name + ".shared", p, w, kernels);
    this.sharedGate =
        config.sharedGate() ? new Linear(name + ".shared_gate", 1, width, false, p) : null;
    this.input = w.buffer("expert input", config.chosen(), width);
    this.gated = w.buffer("expert gate", config.chosen(), inner);
    this.lifted = w.buffer("expert up", config.chosen(), inner);
    this.result = w.buffer("expert result", config.chosen(), width);
    this.common = w.buffer("shared expert result", width);
    this.commonGate = w.buffer("shared expert gate", 1);
    this.products = new Products(2 * n);
  }

  @Override
  public void forward(int rows, Rows x, Rows sum) {
    out = sum;
    router.choose(rows, x);
    for (int slot = 0; slot < router.slots(); slot++) {
      System.arraycopy(
          x.data, x.at(router.rowOfSlot(slot)), input.rows().data, input.rows().at(slot), width);
    }
    products.clear();
    for (int e = 0; e < config.count(); e++) {
      if (router.tokens(e) > 0) {
        int first = router.firstSlot(e);
        products.add(gate[e], input.rows(), first, router.tokens(e), gated.rows(), first);
        products.add(up[e], input.rows(), first, router.tokens(e), lifted.rows(), first);
      }
    }
    kernels.matmul(products);
    RowWork.run(kernels, router.slots(), activate);
    products.clear();
    for (int e = 0; e < config.count(); e++) {
      if (router.tokens(e) > 0) {
        int first = router.firstSlot(e);
        products.add(down[e], gated.rows(), first, router.tokens(e), result.rows(), first);
      }
    }
    kernels.matmul(products);
    if (shared != null) {
      shared.forward(rows, x, common.rows());
      if (sharedGate != null) {
        sharedGate.forward(kernels, rows, x, commonGate.rows());
      }
    }
    RowWork.run(kernels, rows, combine);
  }

  private void activate(int from, int to, int worker) {
    for (int slot = from; slot < to; slot++) {
      int expert = router.expertOfSlot(slot);
      float[] g = gated.rows().data;
      float[] u = lifted.rows().data;
      int gt = gated.rows().at(slot);
      int ut = lifted.rows().at(slot);
      addBias(gateBias, expert, inner, g, gt);
      addBias(upBias, expert, inner, u, ut);
      if (config.clamp() != 0) {
        clamped(g, gt, u, ut);
      } else {
        kernels.kernels().activate(config.expert().activation(), g, gt, inner);
        for (int i = 0; i < inner; i++) {
          g[gt + i] *= u[ut + i];
        }
      }
    }
  }

  /** (min(max(up, -c), c) + 1) · f(min(gate, c)) (gpt-oss model card, 2025). */
  private void clamped(float[] g, int gt, float[] u, int ut) {
    float c = config.clamp();
    for (int i = 0; i < inner; i++) {
      g[gt + i] = Math.min(g[gt + i], c);
      u[ut + i] = Math.clamp(u[ut + i], -c, c);
    }
    kernels.kernels().activate(Activation.GELU_SIGMOID, g, gt, inner);
    for (int i = 0; i < inner; i++) {
      g[gt + i] *= u[ut + i] + 1;
    }
  }

  private static void addBias(float @Nullable [] bias, int expert, int n, float[] y, int at) {
    if (bias != null) {
      for (int i = 0; i < n; i++) {
        y[at + i] += bias[expert * n + i];
      }
    }
  }

  /** Adds a token's experts up by weight, then the shared expert. */
  private void combine(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      int at = out.at(row);
      Arrays.fill(out.data, at, at + width, 0);
      for (int choice = 0; choice < config.chosen(); choice++) {
        int slot = router.slot(row, choice);
        float[] y = result.rows().data;
        int yt = result.rows().at(slot);
        addBias(downBias, router.expertOfSlot(slot), width, y, yt);
        float weight = router.weight(row, choice);
        for (int i = 0; i < width; i++) {
          out.data[at + i] += weight * y[yt + i];
        }
      }
      if (shared != null) {
        addShared(row, at);
      }
    }
  }

  private void addShared(int row, int at) {
    float[] y = common.rows().data;
    int yt = common.rows().at(row);
    float weight = 1;
    if (sharedGate != null) {
      int gt = commonGate.rows().at(row);
      kernels.kernels().activate(Activation.SIGMOID, commonGate.rows().data, gt, 1);
      weight = commonGate.rows().data[gt];
    }
    for (int i = 0; i < width; i++) {
      out.data[at + i] += weight * y[yt + i];
    }
  }
}
