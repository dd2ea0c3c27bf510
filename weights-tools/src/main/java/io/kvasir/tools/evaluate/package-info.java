/** Measures the embedded model with our own engine: loss, consistency, pronouns, memory, heads. */
@NullMarked
package io.kvasir.tools.evaluate;

import org.jspecify.annotations.NullMarked;
