/** Measurements against other libraries. */
@NullMarked
package io.kvasir.bench;

import org.jspecify.annotations.NullMarked;
