/**
 * The decoder: blocks of mixer and feed-forward over rows of activations. Read {@code DecoderBlock}
 * first.
 */
@NullMarked
package io.kvasir.model.layer;

import org.jspecify.annotations.NullMarked;
