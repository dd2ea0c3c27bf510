/**
 * The recipe of the embedded model: corpus, tokenizer, training of the reference decoder by
 * back-propagation, and the GGUF file that comes of it. Only what really trains needs a numerical
 * library that keeps gradients.
 */
@NullMarked
package io.kvasir.tools.train;

import org.jspecify.annotations.NullMarked;
