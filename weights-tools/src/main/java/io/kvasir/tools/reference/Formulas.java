package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.kernel.Activation;

/** What several parts of a decoder compute: y = W·x + b, norms, activations, soft caps. */
final class Formulas {
  private final Weights weights;

  Formulas(Weights weights) {
    this.weights = weights;
  }

  /** From (rows, in) to (rows, out). */
  NDArray linear(String name, NDArray x, long out, boolean bias) {
    long in = x.getShape().get(1);
    NDArray y = x.matMul(weights.get(name + ".weight", out, in).transpose()); // (rows, out)
    return bias ? y.add(weights.get(name + ".bias", out)) : y; // (rows, out) + (out)
  }

  /** Norms the last axis: from (..., width) to the same. */
  NDArray norm(NormConfig config, String name, NDArray x) {
    int[] last = {x.getShape().dimension() - 1};
    long width = x.getShape().get(last[0]);
    boolean centre = config.kind() == NormConfig.Kind.LAYER;
    NDArray centred = centre ? x.sub(x.mean(last, true)) : x; // (..., width)
    NDArray size = centred.square().mean(last, true).add(config.epsilon()).sqrt(); // (..., 1)
    NDArray y = centred.div(size); // (..., width)
    if (config.weight()) {
      NDArray weight = weights.get(name + ".weight", width); // (width)
      weight = config.offset() == 0 ? weight : weight.add(config.offset()); // (width)
      y = y.mul(weight); // (..., width) · (width)
    }
    return config.bias() ? y.add(weights.get(name + ".bias", width)) : y; // (..., width) + (width)
  }

  /**
   * A product with a number. The number becomes an array that lives as long as the others: backward
   * steps read it, and the library's own product with a number would have freed it by then.
   */
  static NDArray times(NDArray x, double factor) {
    return factor == 1 ? x : x.mul(x.getManager().create((float) factor));
  }

  /** Number by number: as x. */
  static NDArray activate(Activation activation, NDArray x) {
    return switch (activation) {
      case SILU -> x.mul(sigmoid(x));
      case GELU_TANH -> {
        NDArray cubic = x.add(times(x.square().mul(x), 0.044715)); // as x
        NDArray share = times(cubic, Math.sqrt(2 / Math.PI)).tanh().add(1); // as x
        yield times(x, 0.5).mul(share);
      }
      case GELU -> x.getNDArrayInternal().gelu();
      case RELU -> x.getNDArrayInternal().relu();
      default -> throw Supported.refusal("activation " + activation);
    };
  }

  private static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  /** cap · tanh(x / cap), as x; x itself where there is no cap. */
  static NDArray softCap(NDArray x, float cap) {
    return cap == 0 ? x : times(times(x, 1.0 / cap).tanh(), cap);
  }
}
