package io.kvasir.model.config;

/**
 * Gated delta net (Yang et al. 2024): per value head a state S of shape (keyWidth, valueWidth) with
 * {@code S ← e^g·S; S ← S + k ⊗ β(v - Sᵀk); o = Sᵀq}, after a causal convolution with SiLU over
 * query, key and value, with an RMS norm on o that is gated by SiLU(z).
 *
 * @param keyHeads heads of queries and keys
 * @param valueHeads heads of values, a multiple of keyHeads
 * @param keyWidth floats of a query and key in a head
 * @param valueWidth floats of a value in a head
 * @param kernel positions that the convolution sees
 * @param norm the norm on a head's result
 * @param grouped whether value heads that share a key head stand side by side (head h reads key
 *     head h / (valueHeads / keyHeads)) or in turn (h modulo keyHeads)
 */
public record GatedDeltaConfig(
    int keyHeads,
    int valueHeads,
    int keyWidth,
    int valueWidth,
    int kernel,
    NormConfig norm,
    boolean grouped)
    implements RecurrentConfig {
  /** Checks the sizes. */
  public GatedDeltaConfig {
    Checks.positive("number of key heads", keyHeads);
    Checks.positive("number of value heads", valueHeads);
    Checks.positive("key width", keyWidth);
    Checks.positive("value width", valueWidth);
    Checks.positive("convolution kernel", kernel);
    if (valueHeads % keyHeads != 0) {
      throw new IllegalArgumentException(
          valueHeads + " value heads are no multiple of " + keyHeads + " key heads");
    }
  }
}
