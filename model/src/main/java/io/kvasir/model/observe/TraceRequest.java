package io.kvasir.model.observe;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a {@link Trace} keeps.
 *
 * @param layers numbers of the layers; -1 is the embedding
 * @param heads query heads; a key-value head is kept when one of its query heads is
 * @param positions of queries, and of the rows of stages
 * @param weights whether the attention weights are kept
 * @param scores whether the scores before the softmax are kept
 * @param stages which values of the pass are kept
 * @param edges the most weights and scores of one query and head: the largest weights stay
 * @param maxBytes the most memory for all numbers; what comes after it is full is counted as left
 *     out
 */
public record TraceRequest(
    IntPredicate layers,
    IntPredicate heads,
    IntPredicate positions,
    boolean weights,
    boolean scores,
    Set<Stage> stages,
    int edges,
    long maxBytes) {

  /** Checks the bounds and copies the stages. */
  public TraceRequest {
    if (edges < 1 || maxBytes < 0) {
      throw new IllegalArgumentException(
          "edges " + edges + ", bytes " + maxBytes + ": wanted at least 1 and 0");
    }
    if (stages.contains(Stage.FINAL)) {
      throw new IllegalArgumentException("FINAL has no rows for all positions: ask Decoder.lens");
    }
    stages = stages.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(stages));
  }

  /**
   * All attention weights, within 256 MiB.
   *
   * @return the request
   */
  public static TraceRequest attention() {
    IntPredicate all = i -> true;
    return new TraceRequest(all, all, all, true, false, Set.of(), Integer.MAX_VALUE, 256L << 20);
  }

  /**
   * The same with the scores before the softmax.
   *
   * @return a copy
   */
  public TraceRequest withScores() {
    return new TraceRequest(layers, heads, positions, weights, true, stages, edges, maxBytes);
  }

  /**
   * The same with other layers.
   *
   * @param wanted numbers of layers
   * @return a copy
   */
  public TraceRequest layers(IntPredicate wanted) {
    return new TraceRequest(wanted, heads, positions, weights, scores, stages, edges, maxBytes);
  }

  /**
   * The same with other heads.
   *
   * @param wanted query heads
   * @return a copy
   */
  public TraceRequest heads(IntPredicate wanted) {
    return new TraceRequest(layers, wanted, positions, weights, scores, stages, edges, maxBytes);
  }

  /**
   * The same with other positions.
   *
   * @param wanted positions
   * @return a copy
   */
  public TraceRequest positions(IntPredicate wanted) {
    return new TraceRequest(layers, heads, wanted, weights, scores, stages, edges, maxBytes);
  }

  /**
   * The same with the values of stages.
   *
   * @param wanted the stages
   * @return a copy
   */
  public TraceRequest stages(Stage... wanted) {
    return new TraceRequest(
        layers, heads, positions, weights, scores, Set.of(wanted), edges, maxBytes);
  }

  /**
   * The same without attention weights.
   *
   * @return a copy
   */
  public TraceRequest withoutWeights() {
    return new TraceRequest(layers, heads, positions, false, scores, stages, edges, maxBytes);
  }

  /**
   * The same with another number of weights per query and head.
   *
   * @param most at least 1
   * @return a copy
   */
  public TraceRequest edges(int most) {
    return new TraceRequest(layers, heads, positions, weights, scores, stages, most, maxBytes);
  }

  /**
   * The same with another bound of memory.
   *
   * @param bytes at least 0
   * @return a copy
   */
  public TraceRequest maxBytes(long bytes) {
    return new TraceRequest(layers, heads, positions, weights, scores, stages, edges, bytes);
  }
}
