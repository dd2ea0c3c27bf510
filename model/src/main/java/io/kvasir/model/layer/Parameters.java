package io.kvasir.model.layer;

import io.kvasir.model.weights.Tensor;
import java.util.List;

/**
 * The learned tensors of a model by our own names, whatever a file calls them. A layer asks for
 * what its configuration says that it has; an implementation checks the shape and fails with a
 * clear error where a tensor is missing.
 *
 * <p>Names (matrices are (out, in); N is a layer's number):
 *
 * <pre>
 * embedding.tokens            (vocabulary, width)      embedding.positions (rows, width)    embedding.norm.{weight,bias}
 * norm.{weight,bias}          the last norm            output.weight (vocabulary, width)    output.bias
 * where the table is not as wide as the model: embedding.projection.weight (width, table width)
 *                                              output.projection.weight (table width, width)
 * layers.N.mixer_input_norm.{weight,bias}      layers.N.mixer_output_norm...
 * layers.N.feed_forward_input_norm...          layers.N.feed_forward_output_norm...
 *
 * attention:  layers.N.attention.{query,key,value,output}.{weight,bias}     query (queryHeads·headWidth, width)
 *             layers.N.attention.{query_norm,key_norm}.{weight,bias}        layers.N.attention.sinks (queryHeads)
 *             layers.N.attention.gate.weight (queryHeads·headWidth, width)
 * latent:     layers.N.attention.query.weight or .query_down.weight, .query_down_norm.weight, .query_up.weight
 *             layers.N.attention.latent_down.weight (latentWidth + ropeWidth, width), .latent_norm.weight
 *             layers.N.attention.key_up.weight   (heads, latentWidth, plainWidth) transposed: rows of the latent
 *             layers.N.attention.value_up.weight (heads, valueWidth, latentWidth), .output.weight
 * short convolution: layers.N.convolution.input.{weight,bias} (3·width, width): b, c, x
 *             layers.N.convolution.kernel.{weight,bias} (width, kernel), .output.{weight,bias}
 * gated delta net: layers.N.delta.{query,key,value,gate,beta,decay}.weight
 *             layers.N.delta.kernel.weight (2·keyHeads·keyWidth + valueHeads·valueWidth, kernel): query, key, value
 *             layers.N.delta.decay_base (valueHeads): -e^A_log     layers.N.delta.decay_bias (valueHeads): dt_bias
 *             layers.N.delta.norm.weight (valueWidth), .output.weight
 * mamba-2:    layers.N.mamba.input.{weight,bias} (2·inner + 2·groups·stateWidth + heads, width): z, x, B, C, step
 *             layers.N.mamba.kernel.{weight,bias} (inner + 2·groups·stateWidth, kernel)
 *             layers.N.mamba.decay_base (heads): -e^A_log    .skip (heads): D    .step_bias (heads)
 *             layers.N.mamba.norm.weight (inner), .output.{weight,bias}
 * feed-forward: layers.N.feed_forward.{gate,up,down}.{weight,bias}
 * experts:    layers.N.experts.router.{weight,bias} (count, width)   layers.N.experts.choice_bias (count)
 *             layers.N.experts.{gate,up,down}.weight (count, out, in)   layers.N.experts.{gate,up,down}.bias (1, count, out)
 *             layers.N.experts.shared.{gate,up,down}.weight         layers.N.experts.shared_gate.weight (1, width)
 * </pre>
 */
public interface Parameters {
  /**
   * A matrix, as the file holds it.
   *
   * @param name our name
   * @param rows expected rows (outputs)
   * @param cols expected columns (inputs)
   * @return a view of the mapped bytes, shape (1, rows, cols)
   */
  Tensor matrix(String name, int rows, int cols);

  /**
   * A stack of matrices of one shape: the slices of one tensor, or tensors of their own where a
   * file keeps them apart.
   *
   * @param name our name
   * @param depth expected number of matrices
   * @param rows expected rows of each
   * @param cols expected columns of each
   * @return depth views of shape (1, rows, cols), in order
   */
  List<Tensor> stack(String name, int depth, int rows, int cols);

  /**
   * A vector, or a small table, decoded to floats.
   *
   * @param name our name
   * @param length expected number of elements
   * @return floats, row-major
   */
  float[] vector(String name, int length);
}
