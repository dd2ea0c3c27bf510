/**
 * Arithmetic over rows of floats and the tensors of a file: the plain scalar kernels, which are the
 * oracle, and the threads that share the output rows. The Vector API lives in {@code kernel.vector}
 * alone.
 */
@NullMarked
package io.kvasir.model.kernel;

import org.jspecify.annotations.NullMarked;
