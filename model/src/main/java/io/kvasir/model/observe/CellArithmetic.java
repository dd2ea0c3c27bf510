package io.kvasir.model.observe;

import java.util.Optional;

/**
 * Softmax attention of one query and head, in double precision and in the order of the positions.
 */
final class CellArithmetic {
  private final Trace trace;
  private final int layer;
  private final int head;
  private final int query;

  /** From q·k to the score that goes into the softmax. */
  @FunctionalInterface
  interface ScoreRule {
    double score(double dot, int key);
  }

  CellArithmetic(Trace trace, int layer, int head, int query) {
    this.trace = trace;
    this.layer = layer;
    this.head = head;
    this.query = query;
  }

  /** Which vectors are compared and blended; the key-value head; whether a sink takes part. */
  record Parts(
      Stage queries, Stage keys, Stage values, int keyHead, int valueWidth, boolean sink) {}

  Optional<WorkedCell> work(Parts parts, ScoreRule rule) {
    AttentionRow row = trace.row(layer, head, query);
    float[] q = trace.values(parts.queries(), layer, query, head);
    float[] engineBlend = trace.values(Stage.BLENDED, layer, query, head);
    if (row == null || !row.complete() || !row.hasScores() || q == null || engineBlend == null) {
      return Optional.empty();
    }
    int n = row.size();
    double[] dots = new double[n];
    double[] scores = new double[n];
    float[][] v = new float[n][];
    for (int j = 0; j < n; j++) {
      float[] k = trace.values(parts.keys(), layer, row.key(j), parts.keyHead());
      float[] value = trace.values(parts.values(), layer, row.key(j), parts.keyHead());
      if (k == null || value == null) {
        return Optional.empty();
      }
      v[j] = value;
      dots[j] = dot(q, k);
      scores[j] = rule.score(dots[j], row.key(j));
    }
    return Optional.of(cell(row, dots, scores, v, parts, engineBlend));
  }

  private WorkedCell cell(
      AttentionRow row,
      double[] dots,
      double[] scores,
      float[][] v,
      Parts parts,
      float[] engineBlend) {
    double share = parts.sink() ? sinkShare(row) : 0;
    double[] weights = softmax(scores, 1 - share);
    double[] blended = new double[parts.valueWidth()];
    double scoreDifference = 0;
    double weightDifference = 0;
    for (int j = 0; j < weights.length; j++) {
      for (int d = 0; d < blended.length; d++) {
        blended[d] += weights[j] * v[j][d];
      }
      scoreDifference = Math.max(scoreDifference, Math.abs(scores[j] - row.score(j)));
      weightDifference = Math.max(weightDifference, Math.abs(weights[j] - row.weight(j)));
    }
    double blendDifference = 0;
    for (int d = 0; d < blended.length; d++) {
      blendDifference = Math.max(blendDifference, Math.abs(blended[d] - engineBlend[d]));
    }
    return new WorkedCell(
        layer,
        head,
        query,
        row.firstKey(),
        dots,
        scores,
        weights,
        share,
        blended,
        scoreDifference,
        weightDifference,
        blendDifference);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** A sink's score is not shown to observers: its share is what the engine's weights leave. */
  private static double sinkShare(AttentionRow row) {
    double sum = 0;
    for (int j = 0; j < row.size(); j++) {
      sum += row.weight(j);
    }
    return 1 - sum;
  }

  private static double[] softmax(double[] scores, double total) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    double[] weights = new double[scores.length];
    for (int j = 0; j < scores.length; j++) {
      weights[j] = Math.exp(scores[j] - highest);
      sum += weights[j];
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] *= total / sum;
    }
    return weights;
  }
}
