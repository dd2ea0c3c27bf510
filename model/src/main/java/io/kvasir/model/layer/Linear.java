package io.kvasir.model.layer;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import org.jspecify.annotations.Nullable;

/** A matrix (out, in) with an optional bias: y = W·x + b. */
final class Linear {
  final Tensor weight;
  private final float @Nullable [] bias;

  Linear(String name, int outputs, int inputs, boolean bias, Parameters parameters) {
    this.weight = parameters.matrix(name + ".weight", outputs, inputs);
    this.bias = bias ? parameters.vector(name + ".bias", outputs) : null;
  }

  /** Adds the product to a list; the bias is added afterwards by {@link #addBias}. */
  void product(Products products, int rows, Rows x, Rows out) {
    products.add(weight, x, 0, rows, out, 0);
  }

  /** The whole: product and bias. */
  void forward(ParallelKernels kernels, int rows, Rows x, Rows out) {
    kernels.matmul(weight, x, rows, out);
    addBias(rows, out);
  }

  void addBias(int rows, Rows out) {
    float[] b = bias;
    if (b == null) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int at = out.at(row);
      for (int i = 0; i < b.length; i++) {
        out.data[at + i] += b[i];
      }
    }
  }
}
