/** Compact tables over tokens: no object per token, so that a large vocabulary loads fast. */
@NullMarked
package io.kvasir.tokenizer.table;

import org.jspecify.annotations.NullMarked;
