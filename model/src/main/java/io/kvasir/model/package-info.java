/** The public way in to a model: open, generate, score. */
@NullMarked
package io.kvasir.model;

import org.jspecify.annotations.NullMarked;
