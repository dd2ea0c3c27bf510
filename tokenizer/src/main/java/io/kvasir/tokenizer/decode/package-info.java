/** The decoders of tokenizer.json: what turns tokens back into text, on UTF-8 bytes. */
@NullMarked
package io.kvasir.tokenizer.decode;

import org.jspecify.annotations.NullMarked;
