/**
 * GGUF files, versions 2 and 3, whole or split. Specification: docs/gguf.md of the ggml project.
 */
@NullMarked
package io.kvasir.model.weights.gguf;

import org.jspecify.annotations.NullMarked;
