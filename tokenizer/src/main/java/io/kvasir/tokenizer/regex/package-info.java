/**
 * Regular expressions as the Hugging Face tokenizers library understands them: Oniguruma's Ruby
 * syntax over Unicode text. The matcher keeps its own stack and remembers what failed, so that hard
 * patterns cost time that grows with the text and never a stack overflow. Back references and other
 * features that no tokenizer uses are refused.
 */
@NullMarked
package io.kvasir.tokenizer.regex;

import org.jspecify.annotations.NullMarked;
