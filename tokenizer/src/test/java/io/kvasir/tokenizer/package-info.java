@NullMarked
package io.kvasir.tokenizer;

import org.jspecify.annotations.NullMarked;
