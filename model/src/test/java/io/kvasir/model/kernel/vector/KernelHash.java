package io.kvasir.model.kernel.vector;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;

/** The bits of everything that the vector kernels compute, as a number; {@code main} prints it. */
final class KernelHash {
  private static final int ROWS = 13;
  private static final int TOKENS = 5;

  private KernelHash() {}

  public static void main(String[] args) {
    System.out.println(hash());
  }

  static int hash() {
    VectorKernels kernels = new VectorKernels();
    Kernels.Scratch scratch = kernels.newScratch();
    int hash = 1;
    for (TensorType type : TensorType.values()) {
      int cols = Samples.cols(type, 70);
      Tensor w = Samples.matrix(type, ROWS, cols, 1);
      Rows x = Samples.rows(TOKENS, cols, 2);
      for (int tokens : new int[] {1, TOKENS}) {
        float[] out = new float[TOKENS * ROWS];
        kernels.matmul(w, 0, ROWS, x.data, 0, cols, tokens, out, 0, ROWS, scratch);
        hash = 31 * hash + Arrays.hashCode(out);
      }
    }
    float[] a = Samples.floats(3 * 70, 3);
    float[] b = Samples.floats(11 * 70, 4);
    float[] p = new float[3 * 11];
    kernels.dots(a, 0, 70, 3, b, 0, 70, 11, 70, p, 0, 11);
    kernels.blend(p, 0, 11, 3, b, 0, 70, 11, 70, a, 0, 70);
    hash = 31 * (31 * hash + Arrays.hashCode(p)) + Arrays.hashCode(a);
    short[] halves = new short[11 * 70];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(b[i]);
    }
    kernels.blend(p, 0, 11, 3, halves, 0, 70, 11, 70, a, 0, 70);
    hash = 31 * hash + Arrays.hashCode(a);
    float[] many = new float[5 * 70];
    kernels.blend(b, 0, 11, 5, b, 0, 70, 11, 70, many, 0, 70);
    hash = 31 * hash + Arrays.hashCode(many);
    hash = 31 * hash + Float.hashCode(kernels.dot(a, 0, b, 0, 203));
    hash = 31 * hash + Float.hashCode(kernels.sum(b, 0, 203));
    for (Activation activation : Activation.values()) {
      float[] c = Samples.floats(100, 6);
      kernels.activate(activation, c, 0, 100);
      hash = 31 * hash + Arrays.hashCode(c);
    }
    kernels.exp(b, 0, 203, 1);
    return 31 * hash + Arrays.hashCode(b);
  }
}
