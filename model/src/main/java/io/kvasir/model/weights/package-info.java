/**
 * Weights where they lie: named, typed views of memory-mapped files, and the metadata beside them.
 */
@NullMarked
package io.kvasir.model.weights;

import org.jspecify.annotations.NullMarked;
