package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.RopeConfig;
import java.util.Arrays;

/** Causal attention of whole sequences: softmax(q·kᵀ·scale)·v (Vaswani et al. 2017). */
final class ReferenceAttention {
  private static final float NEVER = -1e30f; // added to a score, leaves a weight of zero

  private final Formulas formulas;

  ReferenceAttention(Formulas formulas) {
    this.formulas = formulas;
  }

  /** From (batch · positions, width) to the same. H heads of queries, K of keys and values. */
  NDArray forward(String name, AttentionConfig c, NDArray x, long positions) {
    check(c);
    long rows = x.getShape().get(0);
    long batch = rows / positions;
    long d = c.headWidth();
    long group = c.queryHeads() / c.keyValueHeads();
    AttentionConfig.Bias bias = c.bias();
    NDArray q = formulas.linear(name + ".query", x, c.queryWidth(), bias.query()); // (rows, H·d)
    NDArray k = formulas.linear(name + ".key", x, c.keyValueWidth(), bias.key()); // (rows, K·d)
    NDArray v = formulas.linear(name + ".value", x, c.keyValueWidth(), bias.value()); // (rows, K·d)
    q = placed(name + ".query_norm", c, q, batch, positions); // (batch, H, positions, d)
    k = placed(name + ".key_norm", c, k, batch, positions); // (batch, K, positions, d)
    v =
        v.reshape(batch, positions, c.keyValueHeads(), d)
            .transpose(0, 2, 1, 3); // (batch, K, positions, d)
    q =
        q.reshape(
            batch, c.keyValueHeads(), group * positions, d); // heads of a group below one another
    q = Formulas.times(q, c.scale());
    NDArray scores = q.matMul(k.transpose(0, 1, 3, 2)); // (batch, K, group · positions, positions)
    scores = Formulas.softCap(scores, c.softCap());
    scores = scores.reshape(batch, c.queryHeads(), positions, positions);
    scores =
        scores.add(mask(x.getManager(), positions, c.window())); // (batch, H, positions, positions)
    NDArray shares = scores.softmax(-1); // (batch, H, positions, positions), each row adds up to 1
    shares = shares.reshape(batch, c.keyValueHeads(), group * positions, positions);
    NDArray heads = shares.matMul(v); // (batch, K, group · positions, d)
    heads = heads.reshape(batch, c.queryHeads(), positions, d).transpose(0, 2, 1, 3);
    heads = heads.reshape(rows, c.queryWidth()); // (rows, H·d), heads side by side
    return formulas.linear(
        name + ".output", heads, x.getShape().get(1), bias.output()); // (rows, width)
  }

  /**
   * Queries or keys with norm and position: from (rows, heads·d) to (batch, heads, positions, d).
   */
  private NDArray placed(String norm, AttentionConfig c, NDArray x, long batch, long positions) {
    AttentionConfig.QueryKeyNorm rule = c.queryKeyNorm();
    if (rule != null && rule.span() == AttentionConfig.Span.ALL_HEADS) {
      x = formulas.norm(rule.norm(), norm, x); // (rows, heads·d)
    }
    x = x.reshape(batch, positions, -1, c.headWidth()); // (batch, positions, heads, d)
    if (rule != null && rule.span() == AttentionConfig.Span.HEAD) {
      x = formulas.norm(rule.norm(), norm, x); // (batch, positions, heads, d)
    }
    x = x.transpose(0, 2, 1, 3); // (batch, heads, positions, d)
    return c.position() instanceof RopeConfig rope ? turned(x, rope) : x;
  }

  /**
   * Turns every pair (a, b) of a head by its angle: x·cos + partner·sin, where the partner of a is
   * -b and that of b is a (Su et al. 2021).
   */
  private static NDArray turned(NDArray x, RopeConfig rope) {
    int d = (int) x.getShape().get(3);
    int positions = (int) x.getShape().get(2);
    RopeConfig.Angles angles = rope.angles(positions);
    float[] cos = new float[positions * d]; // (positions, d)
    float[] sin = new float[positions * d]; // (positions, d)
    Arrays.fill(cos, 1); // what is not turned
    float[] partner = new float[d * d]; // x·partner: column j takes the partner of j
    for (int i = 0; i < rope.width() / 2; i++) {
      boolean halves = rope.pairs() == RopeConfig.Pairs.HALVES;
      int a = halves ? i : 2 * i;
      int b = halves ? i + rope.width() / 2 : 2 * i + 1;
      partner[b * d + a] = -1;
      partner[a * d + b] = 1;
      for (int p = 0; p < positions; p++) {
        float angle = p * angles.inverseFrequency(i);
        cos[p * d + a] = cos[p * d + b] = (float) Math.cos(angle) * angles.magnitude();
        sin[p * d + a] = sin[p * d + b] = (float) Math.sin(angle) * angles.magnitude();
      }
    }
    NDManager manager = x.getManager();
    NDArray other = x.matMul(manager.create(partner, new Shape(d, d))); // as x
    Shape table = new Shape(positions, d);
    return x.mul(manager.create(cos, table)).add(other.mul(manager.create(sin, table)));
  }

  /** (positions, positions): 0 where query (row) sees key (column), else never. */
  private static NDArray mask(NDManager manager, long positions, int window) {
    NDArray place = manager.arange((int) positions).toType(DataType.FLOAT32, false); // (positions)
    NDArray back =
        place.expandDims(1).sub(place.expandDims(0)); // (positions, positions) query - key
    NDArray hidden = back.lt(0).toType(DataType.FLOAT32, false);
    if (window > 0) {
      hidden = hidden.add(back.gte(window).toType(DataType.FLOAT32, false));
    }
    return hidden.mul(NEVER);
  }

  private static void check(AttentionConfig c) {
    boolean norm =
        c.queryKeyNorm() != null
            && (c.queryKeyNorm().afterPosition()
                || c.queryKeyNorm().span() == AttentionConfig.Span.EACH_HEAD);
    if (c.clip() != 0
        || c.sinks()
        || c.outputGate()
        || norm
        || c.position() instanceof PositionConfig.Alibi) {
      throw new IllegalArgumentException(
          "the reference decoder has no clipping, sinks, gates or linear biases of attention");
    }
  }
}
