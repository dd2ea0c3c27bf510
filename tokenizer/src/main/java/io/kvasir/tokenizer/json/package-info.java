/**
 * Reading of tokenizer.json. The vocabulary and the merges, which are nearly all of the file, go
 * from the JSON stream straight into compact tables; the small sections become maps that are read
 * by name.
 */
@NullMarked
package io.kvasir.tokenizer.json;

import org.jspecify.annotations.NullMarked;
