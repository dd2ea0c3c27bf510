package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A list of matrix products that may run side by side: for each, {@code out[t] = w · x[t]} for some
 * tokens t. It is filled and used again, pass after pass, without allocation.
 */
public final class Products {
  final Tensor[] weights;
  final Rows[] inputs;
  final Rows[] outputs;
  final int[] inputRow;
  final int[] outputRow;
  final int[] tokens;
  final @Nullable RoundedRows[] rounded; // what stands for the inputs, or null: floats
  final @Nullable MemorySegment[] panels; // the inputs in another order, or null
  int size;

  /**
   * Makes an empty list.
   *
   * @param capacity the largest number of products
   */
  public Products(int capacity) {
    weights = new Tensor[capacity];
    inputs = new Rows[capacity];
    outputs = new Rows[capacity];
    inputRow = new int[capacity];
    outputRow = new int[capacity];
    tokens = new int[capacity];
    rounded = new RoundedRows[capacity];
    panels = new MemorySegment[capacity];
  }

  /**
   * Forgets all products.
   *
   * @return this
   */
  public Products clear() {
    size = 0;
    return this;
  }

  /**
   * Adds a product.
   *
   * @param w weights, shape (rows, cols)
   * @param x activations with at least cols floats in a row
   * @param xRow row of the first token in x
   * @param n number of tokens
   * @param out results with at least rows floats in a row
   * @param outRow row of the first token in out
   * @return this
   */
  public Products add(Tensor w, Rows x, int xRow, int n, Rows out, int outRow) {
    weights[size] = w;
    inputs[size] = x;
    inputRow[size] = xRow;
    tokens[size] = n;
    outputs[size] = out;
    outputRow[size] = outRow;
    size++;
    return this;
  }

  /**
   * An earlier product of the same activations.
   *
   * @param i index of a product
   * @param made what such a product has: one without it does not count
   * @return its index, or -1
   */
  int before(int i, @Nullable Object[] made) {
    for (int j = i - 1; j >= 0; j--) {
      if (made[j] != null
          && inputs[j] == inputs[i]
          && inputRow[j] == inputRow[i]
          && tokens[j] == tokens[i]
          && weights[j].shape().cols() == weights[i].shape().cols()) {
        return j;
      }
    }
    return -1;
  }
}
