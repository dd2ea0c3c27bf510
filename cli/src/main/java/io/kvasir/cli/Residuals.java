package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.RowMap;
import io.kvasir.model.observe.Stage;
import java.util.Arrays;

/** Looks at the residual stream where it begins. */
final class Residuals {

  private Residuals() {}

  /** What enters the first layer for the first token of each word. */
  static float[][] embeddings(Kvasir kvasir, String[] words) {
    float[][] rows = new float[words.length][];
    for (int i = 0; i < words.length; i++) {
      int word = i;
      int[] id = Arrays.copyOf(kvasir.tokenizer().encode(words[i], false, false), 1);
      kvasir.observe(
          id,
          Ablation.NONE,
          new Observer() {
            @Override
            public void stage(Stage stage, int layer, RowMap map, Rows values) {
              if (stage == Stage.EMBEDDING) {
                rows[word] = Arrays.copyOf(values.data, values.cols);
              }
            }
          });
    }
    return rows;
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
