package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the prompt comes from: exactly one source. */
final class PromptOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "PROMPT",
      description =
          "The text to continue; - reads standard input, which is also read when no source is given"
              + " and it is no terminal. One final newline of a file or of standard input is"
              + " dropped.")
  private @Nullable String prompt;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the prompt from a file.")
  private @Nullable Path file;

  @Option(
      names = "--ids",
      paramLabel = "IDS",
      converter = IdList.Converter.class,
      description = "The prompt as token ids, as in 1,2,3: nothing is added to them.")
  private @Nullable IdList ids;

  /** A prompt that is read: text, or ids. */
  sealed interface Prompt {
    Generation start(Kvasir kvasir, GenerateOptions options);

    /** The ids, with the special tokens that the model wants. */
    int[] ids(Kvasir kvasir);

    /** How the text was cut; null if ids were given. */
    @Nullable Explanation explanation(Tokenizer tokenizer);
  }

  private record Text(String text) implements Prompt {
    @Override
    public Generation start(Kvasir kvasir, GenerateOptions options) {
      return kvasir.start(text, options);
    }

    @Override
    public int[] ids(Kvasir kvasir) {
      return kvasir.start(text, GenerateOptions.defaults().maxTokens(0)).prompt();
    }

    @Override
    public Explanation explanation(Tokenizer tokenizer) {
      return tokenizer.explain(text, true, true);
    }
  }

  private record Ids(IdList list) implements Prompt {
    @Override
    public Generation start(Kvasir kvasir, GenerateOptions options) {
      return kvasir.start(list.ids(), options);
    }

    @Override
    public int[] ids(Kvasir kvasir) {
      return list.ids().clone();
    }

    @Override
    public @Nullable Explanation explanation(Tokenizer tokenizer) {
      return null;
    }
  }

  /** Refuses two sources, or none on a terminal, before anything is read or loaded. */
  void check(Streams streams) {
    int sources = (prompt == null ? 0 : 1) + (file == null ? 0 : 1) + (ids == null ? 0 : 1);
    if (sources > 1) {
      throw new UsageException("two prompts: give only one of PROMPT, -f, --ids and -");
    }
    if (ids != null && ids.ids().length == 0) {
      throw new UsageException("--ids: wanted at least one id");
    }
    if (sources == 0 && streams.inputIsTerminal()) {
      throw new UsageException(
          "no prompt: give PROMPT, -f FILE, --ids IDS or - for standard input");
    }
  }

  Prompt read(Streams streams) throws IOException {
    if (ids != null) {
      return new Ids(ids);
    }
    if (file != null) {
      return new Text(Input.file(file));
    }
    if (prompt != null && !prompt.equals("-")) {
      return new Text(prompt);
    }
    return new Text(Input.standardInput(streams));
  }
}
