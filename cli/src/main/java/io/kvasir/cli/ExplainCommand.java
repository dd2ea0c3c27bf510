package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.InvalidPromptException;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.KernelsProvider;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.state.CacheType;
import io.kvasir.tokenizer.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what happened while a text was continued, with the engine's real numbers. */
@Command(
    name = "explain",
    description =
        "Show how the next tokens came about, with the engine's real numbers: tokens, attention,"
            + " one cell worked out, what each layer would say, the choice, the cache.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir explain \"The robot picked up the ball because it was\"",
      "  kvasir explain -n 20 --html page.html \"Once upon a time\"",
      "  kvasir explain --layer 3 --head 1 --token 5 \"Once upon a time\"",
      "  kvasir explain --ablate 0.4 --seed 1 \"Once upon a time\"",
      "  kvasir explain -m model.gguf --trace trace.json \"The cat sat on the\"",
      "",
      "The page is one file that needs no network. The trace's format: cli/docs/trace-schema.md."
    })
final class ExplainCommand implements Callable<Integer> {

  @Mixin private final PromptOptions prompt = new PromptOptions();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = {"-n", "--max-tokens"},
      paramLabel = "N",
      defaultValue = "8",
      description = "The most new tokens. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(
      names = "--layer",
      paramLabel = "L",
      description =
          "The layer that is looked at closely, from 0. Default: that of the head which looks back"
              + " most sharply.")
  private @Nullable Integer layer;

  @Option(
      names = "--head",
      paramLabel = "H",
      description =
          "The query head of that layer, from 0. Default: the one that looks back most sharply.")
  private @Nullable Integer head;

  @Option(
      names = "--token",
      paramLabel = "T",
      description =
          "The position whose query is worked out, and what follows it, from 0. Default: the"
              + " prompt's last.")
  private @Nullable Integer token;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the page to this file.")
  private @Nullable Path html;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write the trace to this file, as JSON.")
  private @Nullable Path trace;

  @Option(
      names = "--ctx",
      paramLabel = "N",
      description =
          "Positions of the context, prompt included. Default: the smaller of the model's and"
              + " 4096.")
  private @Nullable Integer context;

  @Mixin private final SamplingOptions sampling = new SamplingOptions();
  @Mixin private final AblationOptions ablation = new AblationOptions();

  private final Streams streams;

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    prompt.check(streams);
    if (most < 0) {
      throw new UsageException("-n " + most + ": wanted a number of at least 0");
    }
    for (Path file : Arrays.asList(html, trace)) {
      if (file != null) {
        WholeFile.check(file);
      }
    }
    if (html != null
        && trace != null
        && html.toAbsolutePath().normalize().equals(trace.toAbsolutePath().normalize())) {
      throw new UsageException(html + ": --html and --trace name the same file");
    }
    Path path = model.model();
    OpenOptions open = model.toOpen(context);
    GenerateOptions options =
        GenerateOptions.defaults()
            .sampler(seeded(sampling.spec()))
            .maxTokens(most)
            .ablation(ablation.toAblation());
    PromptOptions.Prompt text = prompt.read(streams);
    try (Kvasir kvasir = Kvasir.open(path, open)) {
      int[] ids = text.ids(kvasir);
      Explanation explanation = text.explanation(kvasir.tokenizer());
      ExplainedPass.Focus focus =
          new ExplainedPass.Focus(
              optional(layer), optional(head), optional(token), trace == null && html == null);
      ExplainedPass pass = ExplainedPass.of(kvasir, ids, options, focus);
      new ExplainText(streams, pass, options).print(explanation);
      if (trace != null) {
        writeTrace(trace, pass, explanation, options);
      }
      if (html != null) {
        writePage(html, path, open, pass, explanation, options);
      }
    } catch (InvalidPromptException e) {
      throw new InvalidInputException(path, e);
    }
    return Failures.DONE;
  }

  private static void writeTrace(
      Path file, ExplainedPass pass, @Nullable Explanation explanation, GenerateOptions options)
      throws IOException {
    WholeFile.write(
        file,
        out -> {
          JsonGenerator json = Json.lines(out);
          json.writeStartObject();
          new TraceJson(json, pass).fields(explanation, options.sampler());
          json.writeEndObject();
          Json.endLine(json);
        });
  }

  private void writePage(
      Path file,
      Path path,
      OpenOptions open,
      ExplainedPass pass,
      @Nullable Explanation explanation,
      GenerateOptions options)
      throws IOException {
    ExplainedPass warm = pass.layers.get(pass.layer).attends() ? pass.again(options) : pass;
    double plainSeconds = pass.plainSeconds(options);
    LoadOptions load =
        new LoadOptions(
            open.threads().orElseGet(ParallelKernels::defaultThreads),
            KernelsProvider.best(),
            open.familyFile(),
            open.lenient(),
            CacheType.of(open.cacheType()),
            Activations.of(open.activations()));
    try (LoadedModel second = ModelLoader.open(path, load)) {
      ExplainPage.write(
          file,
          json -> {
            new TraceJson(json, warm).fields(explanation, options.sampler());
            new Experiments(second, warm).write(json, plainSeconds);
          });
    }
    streams.out().print("\nThe page is in " + file + "\n");
  }

  /** A seed, so that the passes can be run again. */
  private static SamplerSpec seeded(SamplerSpec spec) {
    return spec.seed().isPresent() ? spec : spec.seed(new SecureRandom().nextInt(1 << 30));
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
