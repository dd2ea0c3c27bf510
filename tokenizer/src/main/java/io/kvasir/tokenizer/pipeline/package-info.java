/**
 * The way of a text through a tokenizer, and back. Forward: added tokens are cut out, what is left
 * is normalised, cut into pieces, the model turns each piece into ids, special tokens are put
 * around. Each stage hands its pieces to the next as it finds them, so nothing but the text and the
 * ids is ever in memory. Backward: tokens go through the decoder's stages as bytes.
 */
@NullMarked
package io.kvasir.tokenizer.pipeline;

import org.jspecify.annotations.NullMarked;
