package io.kvasir.model.observe;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.RecurrentConfig;
import java.util.Optional;

/**
 * One head of one query worked out anew in double precision from the vectors that a trace kept, and
 * compared with what the engine computed: scores, softmax, blend.
 *
 * @param layer number of the layer
 * @param head query head
 * @param query position of the query
 * @param firstKey first position that it sees
 * @param dots q·k of each key that is seen
 * @param scores the same times the scale, capped and biased
 * @param weights softmax of the scores; their sum is less than 1 by the sink's share
 * @param sinkShare weight that goes to the head's sink and contributes nothing
 * @param blended the sum of weight · value
 * @param scoreDifference the largest distance to a score of the engine
 * @param weightDifference the largest distance to a weight of the engine
 * @param blendDifference the largest distance to the engine's blended vector
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to be shown; never compared
public record WorkedCell(
    int layer,
    int head,
    int query,
    int firstKey,
    double[] dots,
    double[] scores,
    double[] weights,
    double sinkShare,
    double[] blended,
    double scoreDifference,
    double weightDifference,
    double blendDifference) {

  /**
   * Works a cell out.
   *
   * @param trace with complete rows, their scores, and the vectors of {@link #stages}
   * @param layer number of the layer
   * @param head query head
   * @param query position of the query
   * @return empty if the trace does not have what is needed, or the layer is recurrent
   */
  public static Optional<WorkedCell> of(Trace trace, int layer, int head, int query) {
    return switch (trace.config().layers().get(layer).mixer()) {
      case AttentionConfig a ->
          new CellArithmetic(trace, layer, head, query)
              .work(
                  new CellArithmetic.Parts(
                      Stage.POSITIONED_QUERY,
                      Stage.POSITIONED_KEY,
                      Stage.VALUE,
                      head / (a.queryHeads() / a.keyValueHeads()),
                      a.headWidth(),
                      a.sinks()),
                  (dot, key) -> score(a, head, query, key, dot));
      case LatentAttentionConfig a ->
          new CellArithmetic(trace, layer, head, query)
              .work(
                  new CellArithmetic.Parts(
                      Stage.ABSORBED_QUERY, Stage.LATENT, Stage.LATENT, 0, a.latentWidth(), false),
                  (dot, key) -> dot * a.scale());
      case RecurrentConfig none -> Optional.empty();
    };
  }

  private static double score(AttentionConfig a, int head, int query, int key, double dot) {
    double score = dot * a.scale();
    if (a.softCap() != 0) {
      score = a.softCap() * Math.tanh(score / a.softCap());
    }
    if (a.position() instanceof PositionConfig.Alibi alibi) {
      score += alibi.bias(alibi.slope(head, a.queryHeads()), a.scale(), query, key);
    }
    return score;
  }

  /**
   * The stages that a cell is worked out from.
   *
   * @param mixer of the layer
   * @return none for a recurrent layer
   */
  public static Stage[] stages(MixerConfig mixer) {
    return switch (mixer) {
      case AttentionConfig a ->
          new Stage[] {
            Stage.QUERY,
            Stage.KEY,
            Stage.POSITIONED_QUERY,
            Stage.POSITIONED_KEY,
            Stage.VALUE,
            Stage.BLENDED
          };
      case LatentAttentionConfig a ->
          new Stage[] {
            Stage.QUERY, Stage.POSITIONED_QUERY, Stage.ABSORBED_QUERY, Stage.LATENT, Stage.BLENDED
          };
      case RecurrentConfig none -> new Stage[0];
    };
  }

  /**
   * The largest difference of a weight or a blended value.
   *
   * @return an absolute number
   */
  public double difference() {
    return Math.max(weightDifference, blendDifference);
  }
}
