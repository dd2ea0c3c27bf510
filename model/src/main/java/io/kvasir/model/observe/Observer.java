package io.kvasir.model.observe;

import io.kvasir.model.kernel.Rows;

/**
 * Looks into a pass. It is called on the thread that called the decoder, gets live buffers and must
 * copy what it keeps; what it sees does not depend on its being there. {@link #NONE} costs nothing.
 */
public interface Observer {
  /** Sees nothing. */
  Observer NONE = new Observer() {};

  /**
   * Whether {@link #attention} is to be called for a layer.
   *
   * @param layer number of the layer
   * @return false unless overridden
   */
  default boolean wantsAttention(int layer) {
    return false;
  }

  /**
   * The weights with which one head of one position blends the values.
   *
   * @param layer number of the layer
   * @param head query head
   * @param slice index in the list of slices
   * @param position of the query
   * @param weights live buffer: the weight of key position p is {@code weights[p - firstKey]}, the
   *     sum is 1 (less the share of a sink)
   * @param firstKey first position that is seen
   * @param keys number of positions that are seen
   */
  default void attention(
      int layer, int head, int slice, int position, float[] weights, int firstKey, int keys) {}

  /**
   * The scores from which the weights of {@link #attention} are made, which is called with the same
   * arguments after this: {@code scale·q·k}, capped and biased by the position where the layer does
   * so, before the softmax.
   *
   * @param layer number of the layer
   * @param head query head
   * @param slice index in the list of slices
   * @param position of the query
   * @param scores live buffer: the score of key position p is {@code scores[p - firstKey]}
   * @param firstKey first position that is seen
   * @param keys number of positions that are seen
   */
  default void scores(
      int layer, int head, int slice, int position, float[] scores, int firstKey, int keys) {}

  /**
   * The values of a stage.
   *
   * @param stage which values
   * @param layer number of the layer, -1 before the first
   * @param map which row is which position
   * @param values live buffer; row r of the step is row r
   */
  default void stage(Stage stage, int layer, RowMap map, Rows values) {}

  /**
   * The logits of a position.
   *
   * @param slice index in the list of slices
   * @param position of the token after which these are
   * @param logits live buffer
   * @param row row in the buffer
   */
  default void logits(int slice, int position, Rows logits, int row) {}

  /**
   * Several that look into the same pass.
   *
   * @param observers called in this order
   * @return one observer that wants what any of them wants
   */
  static Observer all(Observer... observers) {
    return new Observers(observers.clone());
  }
}
