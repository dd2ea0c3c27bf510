package io.kvasir.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** One of the two libraries with one tokenizer. */
interface Contender {
  /** The ids of a text, special tokens added. */
  int[] encode(String text);

  /** Opens a tokenizer.json by the library of that name: kvasir or huggingface. */
  static Contender open(String library, Path json) throws IOException {
    return switch (library) {
      case "kvasir" -> new Ours(Tokenizers.fromJson(json));
      case "huggingface" -> {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        yield new Theirs(
            HuggingFaceTokenizer.builder()
                .optTokenizerPath(json)
                .optTruncation(false)
                .optPadding(false)
                .build());
      }
      default -> throw new IllegalArgumentException(library);
    };
  }

  /** A file of the shared fixtures, unpacked into the folder for temporary files. */
  static Path unpacked(String tokenizer) throws IOException {
    Path packed =
        Path.of(System.getProperty("kvasir.shared", "../shared"), "fixtures", "tokenizers")
            .resolve(tokenizer)
            .resolve("tokenizer.json.gz");
    Path json = Files.createTempFile("kvasir-bench-" + tokenizer, ".json");
    json.toFile().deleteOnExit();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.write(json, in.readAllBytes());
    }
    return json;
  }

  /** Kvasir. */
  record Ours(Tokenizer tokenizer) implements Contender {
    @Override
    public int[] encode(String text) {
      return tokenizer.encode(text, true, true);
    }
  }

  /** The Hugging Face library through its Java binding. */
  record Theirs(HuggingFaceTokenizer tokenizer) implements Contender {
    @Override
    public int[] encode(String text) {
      return Arrays.stream(tokenizer.encode(text, true, false).getIds())
          .mapToInt(Math::toIntExact)
          .toArray();
    }
  }
}
