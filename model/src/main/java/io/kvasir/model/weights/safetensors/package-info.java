/** Hugging Face folders: {@code config.json} beside one safetensors file or shards of it. */
@NullMarked
package io.kvasir.model.weights.safetensors;

import org.jspecify.annotations.NullMarked;
