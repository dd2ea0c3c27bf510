/** The pre-tokenizers of tokenizer.json: what cuts a text into pieces before the model sees it. */
@NullMarked
package io.kvasir.tokenizer.split;

import org.jspecify.annotations.NullMarked;
