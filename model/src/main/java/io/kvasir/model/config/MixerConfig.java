package io.kvasir.model.config;

/** What a block uses to look at other positions. */
public sealed interface MixerConfig
    permits AttentionConfig, LatentAttentionConfig, RecurrentConfig {}
