@NullMarked
package io.kvasir.tokenizer.pipeline;

import org.jspecify.annotations.NullMarked;
