package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.EngineInfo;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.StoryGenerator;
import io.kvasir.tools.evaluate.Divergence;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well a model predicts a text, and what a faster way to compute costs. */
@Command(
    name = "perplexity",
    description =
        "Measure how well a model predicts a text, and what a faster way to compute it costs.",
    sortOptions = false,
    footer = {
      "",
      "Perplexity is e to the mean of -log p of each token, given those before it. Where"
          + " activations are rounded or the cache is f16, the same is computed exactly as well"
          + " (float activations, f32 cache), and the Kullback-Leibler divergence tells how far the"
          + " distributions are apart.",
      "",
      "Examples:",
      "  kvasir perplexity --kv-type f16",
      "  kvasir perplexity -m model.gguf -f book.txt --activations int8"
    })
final class PerplexityCommand implements Callable<Integer> {
  private static final int STORIES = 50;
  private static final long SEED = 99;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A text in UTF-8. Default: stories that the small model has not seen.")
  private @Nullable Path file;

  @Option(
      names = "--ctx",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "Cut the text into pieces of N tokens, each predicted without those before. Default:"
              + " ${DEFAULT-VALUE}.")
  private int context;

  private final Streams streams;

  PerplexityCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (context < 2) {
      throw new UsageException("--ctx " + context + ": wanted a number of at least 2");
    }
    OpenOptions tested = model.toOpen(null);
    OpenOptions exact =
        new OpenOptions(
            tested.threads(),
            tested.context(),
            "float",
            "f32",
            tested.familyFile(),
            tested.lenient());
    try (Kvasir exactly = Kvasir.open(model.model(), exact);
        Kvasir other = Kvasir.open(model.model(), tested)) {
      List<int[]> pieces = pieces(exactly);
      if (pieces.isEmpty()) {
        throw new UsageException(file + ": fewer than two tokens, nothing to predict");
      }
      other.engine().notes().forEach(note -> streams.err().println(Failures.oneLine(note)));
      if (mode(exactly.engine()).equals(mode(other.engine()))) {
        long tokens = pieces.stream().mapToLong(piece -> piece.length - 1).sum();
        line(exactly.engine(), Divergence.loss(exactly, pieces), tokens);
      } else {
        print(exactly.engine(), other.engine(), Divergence.of(exactly, other, pieces));
      }
    }
    return Failures.DONE;
  }

  private List<int[]> pieces(Kvasir kvasir) throws IOException {
    List<String> texts =
        file == null
            ? new StoryGenerator(Grammar.standard())
                .stories(Split.EVALUATION, SEED)
                .limit(STORIES)
                .map(story -> story.text())
                .toList()
            : List.of(read(file));
    int size = Math.min(context, kvasir.context());
    List<int[]> pieces = new ArrayList<>();
    for (String text : texts) {
      int[] ids = kvasir.tokenizer().encode(text, true, false);
      for (int from = 0; from + 1 < ids.length; from += size) {
        pieces.add(Arrays.copyOfRange(ids, from, Math.min(ids.length, from + size)));
      }
    }
    pieces.removeIf(piece -> piece.length < 2);
    return pieces;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": found bytes that are not UTF-8, wanted a text", e);
    }
  }

  private void print(EngineInfo exact, EngineInfo tested, Divergence.Result result) {
    line(exact, result.exactLoss(), result.tokens());
    line(tested, result.testedLoss(), result.tokens());
    streams
        .out()
        .print(
            String.format(
                Locale.ROOT,
                "divergence %.3g nats per token, at most %.3g; the same best token at %.2f %%%n",
                result.mean(),
                result.largest(),
                100 * result.agreement()));
  }

  private void line(EngineInfo engine, double loss, long tokens) {
    streams
        .out()
        .print(
            String.format(
                Locale.ROOT,
                "%s: perplexity %.5f over %d tokens%n",
                mode(engine),
                Math.exp(loss),
                tokens));
  }

  private static String mode(EngineInfo engine) {
    return engine.activations() + " activations, " + engine.cacheType() + " cache";
  }
}
