/**
 * The same decoder a second time, as a textbook would write it: on the arrays of a numerical
 * library, whole sequences at once, no cache, no threads, no kernels, and with gradients if the
 * library keeps them. It is made from the same {@link io.kvasir.model.config.ModelConfig} and asks
 * for the same names of tensors as the engine, so that it serves for training, for checking the
 * engine, and for reading.
 */
@NullMarked
package io.kvasir.tools.reference;

import org.jspecify.annotations.NullMarked;
