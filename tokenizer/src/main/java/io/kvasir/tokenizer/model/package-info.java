/** What turns a piece of text into ids: byte-pair merging, unigram, WordPiece, whole words. */
@NullMarked
package io.kvasir.tokenizer.model;

import org.jspecify.annotations.NullMarked;
