/** The normalizers of tokenizer.json: what rewrites a text before it is cut. */
@NullMarked
package io.kvasir.tokenizer.normalize;

import org.jspecify.annotations.NullMarked;
