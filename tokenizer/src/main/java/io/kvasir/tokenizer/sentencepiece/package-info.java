/** Reading of SentencePiece's tokenizer.model. */
@NullMarked
package io.kvasir.tokenizer.sentencepiece;

import org.jspecify.annotations.NullMarked;
