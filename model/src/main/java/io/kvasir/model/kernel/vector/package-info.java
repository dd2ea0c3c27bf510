/**
 * The kernels on vectors of 128, 256 or 512 bits: the only user of the incubating module {@code
 * jdk.incubator.vector}. Nothing outside names these classes but {@link
 * io.kvasir.model.kernel.KernelsProvider}, by reflection.
 */
@NullMarked
package io.kvasir.model.kernel.vector;

import org.jspecify.annotations.NullMarked;
