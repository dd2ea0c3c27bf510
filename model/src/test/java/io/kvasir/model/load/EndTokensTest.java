package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.VocabularySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tokens end an answer, where a GGUF file states one and its vocabulary has more. */
class EndTokensTest {

  private static Set<Integer> endTokens(String... special) {
    int[] types = new int[special.length];
    Arrays.fill(types, 3);
    Tokenizer tokenizer =
        Tokenizers.fromSpec(
            new VocabularySpec(
                "tiny.gguf",
                Map.of(
                    "model",
                    "gpt2",
                    "pre",
                    "gpt-2",
                    "tokens",
                    special,
                    "token_type",
                    types,
                    "merges",
                    new String[0])));
    TinyFile file = TinyFile.gguf("llama");
    file.keys.put("tokenizer.ggml.eos_token_id", 0);
    return EndTokens.of(file.source(), tokenizer, special.length);
  }

  @Test
  void wellKnownNamesEndATurnToo() {
    assertThat(endTokens("</s>", "<|im_start|>", "<|im_end|>")).containsExactly(0, 2);
    assertThat(endTokens("<|endoftext|>", "<|user|>", "<|end|>")).containsExactly(0, 2);
  }

  @Test
  void aMessageOfManyIsNotTheEndOfTheTurn() {
    assertThat(endTokens("<|return|>", "<|end|>", "<|call|>", "<|message|>")).containsExactly(0, 2);
  }
}
