package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.ResidualShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decoder-only transformer from token ids to logits. Shapes stand at the right; rows are batch ·
 * positions, width is that of the residual stream, inner that of the feed-forward.
 *
 * <p>It has what the llama, qwen and gemma families need: rotary positions, grouped heads, windows,
 * soft caps, norms on queries and keys, norms after the halves of a block, tied output.
 */
public final class ReferenceDecoder {
  private final ModelConfig config;
  private final Weights weights;
  private final Formulas formulas;
  private final ReferenceAttention attention;

  /**
   * Creates a decoder.
   *
   * @param config what it is made of
   * @param weights its learned arrays; they are asked for in every pass
   * @throws IllegalArgumentException if the model has a part that is not built here: one line that
   *     names it
   */
  public ReferenceDecoder(ModelConfig config, Weights weights) {
    Supported.check(config);
    this.config = config;
    this.weights = weights;
    this.formulas = new Formulas(weights);
    this.attention = new ReferenceAttention(formulas);
  }

  /**
   * All logits of a few sequences of one length.
   *
   * @param ids token ids, whole numbers of shape (batch, positions)
   * @return logits of shape (batch · positions, vocabulary); row b · positions + p says what comes
   *     after position p of sequence b
   */
  public NDArray logits(NDArray ids) {
    long positions = ids.getShape().get(1);
    NDArray table = // (vocabulary, width)
        weights.get("embedding.tokens", config.vocabulary(), config.width());
    NDArray x = embed(ids, table); // (rows, width)
    for (int n = 0; n < config.layers().size(); n++) {
      x = block("layers." + n, config.layers().get(n), x, positions); // (rows, width)
    }
    x = norm(config.norm(), "norm", x); // (rows, width)
    return output(x, table); // (rows, vocabulary)
  }

  private NDArray embed(NDArray ids, NDArray table) {
    NDArray x = // (batch, positions, width)
        ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    x = x.reshape(-1, config.width()); // (rows, width)
    return Formulas.times(x, config.embedding().scale()); // (rows, width)
  }

  private NDArray block(String name, LayerConfig layer, NDArray x, long positions) {
    ResidualShape shape = layer.residual();
    AttentionConfig heads = (AttentionConfig) layer.mixer(); // no other: Supported has checked
    FeedForwardConfig.Gated gated =
        (FeedForwardConfig.Gated) Objects.requireNonNull(layer.feedForward()); // likewise
    NDArray read = norm(shape.mixerInput(), name + ".mixer_input_norm", x); // (rows, width)
    NDArray mixed = // (rows, width)
        attention.forward(name + ".attention", heads, read, positions);
    mixed = norm(shape.mixerOutput(), name + ".mixer_output_norm", mixed); // (rows, width)
    x = x.add(Formulas.times(mixed, shape.multiplier())); // (rows, width)
    read = norm(shape.feedForwardInput(), name + ".feed_forward_input_norm", x); // (rows, width)
    NDArray fed = feedForward(name + ".feed_forward", gated, read); // (rows, width)
    fed = norm(shape.feedForwardOutput(), name + ".feed_forward_output_norm", fed); // as before
    return x.add(Formulas.times(fed, shape.multiplier())); // (rows, width)
  }

  /** From (rows, width) to the same, over the inner floats of the feed-forward. */
  private NDArray feedForward(String name, FeedForwardConfig.Gated c, NDArray x) {
    NDArray gate = formulas.linear(name + ".gate", x, c.width(), c.bias()); // (rows, inner)
    NDArray up = formulas.linear(name + ".up", x, c.width(), c.bias()); // (rows, inner)
    NDArray inner = Formulas.activate(c.activation(), gate).mul(up); // (rows, inner)
    return formulas.linear(name + ".down", inner, config.width(), c.bias()); // (rows, width)
  }

  private NDArray output(NDArray x, NDArray table) {
    OutputConfig c = config.output();
    NDArray matrix = // (vocabulary, width)
        c.tied() ? table : weights.get("output.weight", config.vocabulary(), config.width());
    NDArray logits = x.matMul(matrix.transpose()); // (rows, vocabulary)
    if (c.bias()) {
      NDArray bias = weights.get("output.bias", config.vocabulary()); // (vocabulary)
      logits = logits.add(bias); // (rows, vocabulary)
    }
    logits = Formulas.times(logits, c.scale()); // (rows, vocabulary)
    return Formulas.softCap(logits, c.softCap()); // (rows, vocabulary)
  }

  /** As x; x itself where there is no norm. */
  private NDArray norm(@Nullable NormConfig norm, String name, NDArray x) {
    return norm == null ? x : formulas.norm(norm, name, x);
  }
}
