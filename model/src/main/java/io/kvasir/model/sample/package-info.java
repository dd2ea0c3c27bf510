/**
 * From logits to the next token: a chain of steps, each in a file of its own. Read {@code Sampler}
 * first.
 */
@NullMarked
package io.kvasir.model.sample;

import org.jspecify.annotations.NullMarked;
