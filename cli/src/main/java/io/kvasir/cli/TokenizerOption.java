package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.tokenizer.Tokenizer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tokenizer. */
final class TokenizerOption {

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A tokenizer.json or tokenizer.model, a folder that holds one, or a GGUF file (one"
              + " without tensors will do). Default: the small model that comes with Kvasir.")
  private @Nullable Path model;

  Tokenizer open() {
    return Kvasir.openTokenizer(model == null ? EmbeddedModel.path() : model);
  }
}
