package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * One block: a mixer (attention or a recurrence over the positions) and a feed-forward, around the
 * residual stream.
 *
 * @param mixer what looks at other positions
 * @param feedForward what works on each position alone; null if the block has none
 * @param residual where the norms stand and how results are added
 */
public record LayerConfig(
    MixerConfig mixer, @Nullable FeedForwardConfig feedForward, ResidualShape residual) {}
