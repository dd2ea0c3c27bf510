package io.kvasir.model.config;

/**
 * Mixers that carry a state of fixed size from position to position instead of a cache that grows.
 */
public sealed interface RecurrentConfig extends MixerConfig
    permits GatedDeltaConfig, Mamba2Config, ShortConvolutionConfig {}
