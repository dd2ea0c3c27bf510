package io.kvasir.model.kernel;

/** The nonlinear functions of feed-forward layers, element by element. */
public enum Activation {
  /** x · sigmoid(x), also called swish (Ramachandran et al. 2017). */
  SILU,
  /** x · Φ(x) with the error function (Hendrycks and Gimpel 2016). */
  GELU,
  /** GELU by the tanh formula: 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
  GELU_TANH,
  /** x · sigmoid(1.702·x). */
  GELU_SIGMOID,
  /** max(0, x). */
  RELU,
  /** max(0, x)² (Primer, So et al. 2021). */
  RELU_SQUARED,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** log(1 + e^x). */
  SOFTPLUS,
  /** tanh(x). */
  TANH
}
