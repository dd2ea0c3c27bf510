/** Trains the byte-level BPE vocabulary of the embedded model (Sennrich, Haddow and Birch 2016). */
@NullMarked
package io.kvasir.tools.train.tokenizer;

import org.jspecify.annotations.NullMarked;
