package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.RopeConfig;
import java.util.Arrays;

/**
 * Causal attention of whole sequences: softmax(q·kᵀ·scale)·v (Vaswani et al. 2017).
 *
 * <p>Letters of the shapes: B sequences of P positions; H heads of queries and K heads of keys and
 * values, each d wide; G = H / K heads of queries share one head of keys and values.
 */
final class ReferenceAttention {
  private static final float NEVER = -1e30f; // added to a score, leaves a weight of zero

  private final Formulas formulas;

  ReferenceAttention(Formulas formulas) {
    this.formulas = formulas;
  }

  /** From (B·P, width) to the same. */
  NDArray forward(String name, AttentionConfig c, NDArray x, long positions) {
    AttentionConfig.Bias bias = c.bias();
    NDArray q = formulas.linear(name + ".query", x, c.queryWidth(), bias.query()); // (B·P, H·d)
    NDArray k = formulas.linear(name + ".key", x, c.keyValueWidth(), bias.key()); // (B·P, K·d)
    NDArray v = formulas.linear(name + ".value", x, c.keyValueWidth(), bias.value()); // (B·P, K·d)
    q = placed(name + ".query_norm", c, q, positions); // (B, H, P, d)
    k = placed(name + ".key_norm", c, k, positions); // (B, K, P, d)
    v = split(v, c, positions).transpose(0, 2, 1, 3); // (B, K, P, d)
    NDArray heads = attend(c, q, k, v); // (B, H, P, d)
    heads = heads.transpose(0, 2, 1, 3); // (B, P, H, d)
    heads = heads.reshape(-1, c.queryWidth()); // (B·P, H·d)
    return formulas.linear(name + ".output", heads, x.getShape().get(1), bias.output()); // as x
  }

  /**
   * The core: every query mixes the values by how well it fits their keys.
   *
   * <p>Grouped heads (Ainslie et al. 2023) happen in the first line: the G heads of queries that
   * share a head of keys lie one after the other, so that a reshape, which moves no number, puts
   * their P rows below one another. Then one product per head of keys serves its whole group, and
   * no key or value is copied.
   */
  private static NDArray attend(AttentionConfig c, NDArray q, NDArray k, NDArray v) {
    long b = q.getShape().get(0);
    long p = q.getShape().get(2);
    long d = c.headWidth();
    long h = c.queryHeads();
    long kv = c.keyValueHeads(); // K
    long g = h / kv;
    q = q.reshape(b, kv, g * p, d); // (B, K, G·P, d)
    q = Formulas.times(q, c.scale()); // (B, K, G·P, d)
    NDArray columns = k.transpose(0, 1, 3, 2); // (B, K, d, P)
    NDArray scores = q.matMul(columns); // (B, K, G·P, P)
    scores = Formulas.softCap(scores, c.softCap()); // (B, K, G·P, P)
    scores = scores.reshape(b, h, p, p); // (B, H, P, P)
    scores = scores.add(mask(q.getManager(), p, c.window())); // (B, H, P, P) + (P, P)
    NDArray shares = scores.softmax(-1); // (B, H, P, P), each row adds up to 1
    shares = shares.reshape(b, kv, g * p, p); // (B, K, G·P, P)
    NDArray heads = shares.matMul(v); // (B, K, G·P, d)
    return heads.reshape(b, h, p, d); // (B, H, P, d)
  }

  /** Queries or keys with norm and position: from (B·P, heads·d) to (B, heads, P, d). */
  private NDArray placed(String norm, AttentionConfig c, NDArray x, long positions) {
    AttentionConfig.QueryKeyNorm rule = c.queryKeyNorm();
    if (rule != null && rule.span() == AttentionConfig.Span.ALL_HEADS) {
      x = formulas.norm(rule.norm(), norm, x); // (B·P, heads·d)
    }
    x = split(x, c, positions); // (B, P, heads, d)
    if (rule != null && rule.span() == AttentionConfig.Span.HEAD) {
      x = formulas.norm(rule.norm(), norm, x); // (B, P, heads, d)
    }
    x = x.transpose(0, 2, 1, 3); // (B, heads, P, d)
    return c.position() instanceof RopeConfig rope ? turned(x, rope) : x; // (B, heads, P, d)
  }

  /** From (B·P, heads·d) to (B, P, heads, d). */
  private static NDArray split(NDArray x, AttentionConfig c, long positions) {
    long batch = x.getShape().get(0) / positions;
    return x.reshape(batch, positions, -1, c.headWidth());
  }

  /**
   * Turns every pair (a, b) of a head by its angle: x·cos + partner·sin, where the partner of a is
   * -b and that of b is a (Su et al. 2021). From (B, heads, P, d) to the same.
   */
  private static NDArray turned(NDArray x, RopeConfig rope) {
    int d = (int) x.getShape().get(3);
    int positions = (int) x.getShape().get(2);
    RopeConfig.Angles angles = rope.angles(positions);
    float[] cos = new float[positions * d]; // (P, d)
    float[] sin = new float[positions * d]; // (P, d)
    Arrays.fill(cos, 1); // what is not turned
    float[] partner = new float[d * d]; // (d, d), x·partner: column j takes the partner of j
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
    NDArray other = x.matMul(manager.create(partner, new Shape(d, d))); // (B, heads, P, d)
    Shape table = new Shape(positions, d);
    NDArray y = x.mul(manager.create(cos, table)); // (B, heads, P, d)
    return y.add(other.mul(manager.create(sin, table))); // (B, heads, P, d)
  }

  /** (P, P): 0 where query (row) sees key (column), else never. */
  private static NDArray mask(NDManager manager, long positions, int window) {
    NDArray place = manager.arange((int) positions).toType(DataType.FLOAT32, false); // (P)
    NDArray back = place.expandDims(1).sub(place.expandDims(0)); // (P, 1) - (1, P) = (P, P)
    NDArray hidden = back.lt(0).toType(DataType.FLOAT32, false); // (P, P), 1 for later keys
    if (window > 0) {
      NDArray left = back.gte(window).toType(DataType.FLOAT32, false); // (P, P), 1 for old keys
      hidden = hidden.add(left); // (P, P)
    }
    return hidden.mul(NEVER); // (P, P)
  }
}
