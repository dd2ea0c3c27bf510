/** Text to token ids and back, and chat templates. */
@NullMarked
package io.kvasir.tokenizer;

import org.jspecify.annotations.NullMarked;
