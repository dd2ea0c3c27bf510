/** One file per weight format: how a block of it is decoded to floats and encoded from them. */
@NullMarked
package io.kvasir.model.weights.codec;

import org.jspecify.annotations.NullMarked;
