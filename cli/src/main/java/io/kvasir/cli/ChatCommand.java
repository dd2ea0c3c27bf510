package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Questions and answers through the model's chat template. */
@Command(
    name = "chat",
    description =
        "Answer one question, or without a question talk turn after turn, through the model's chat"
            + " template.",
    sortOptions = false,
    footer = {
      "",
      "Turn after turn, each line is a message; /clear begins anew, /quit or the end of the input"
          + " ends it. Ctrl-C stops an answer, and otherwise the program.",
      "",
      "Examples:",
      "  kvasir chat -m model.gguf \"Why is the sky blue?\"",
      "  kvasir chat -m model.gguf --system \"Answer in one sentence.\"",
      "  kvasir chat -m model.gguf --vars '{\"enable_thinking\": false}' -f question.txt"
    })
final class ChatCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "The one question; - reads it from standard input.")
  private @Nullable String question;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the one question from a file.")
  private @Nullable Path file;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "A system message at the beginning.")
  private @Nullable String system;

  @Mixin private final TemplateOptions template = new TemplateOptions();
  @Mixin private final GenerationOptions generation = new GenerationOptions();

  private final Streams streams;
  private final Interruption interruption;

  ChatCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    if (question != null && file != null) {
      throw new UsageException("two questions: give only one of QUESTION, -f and -");
    }
    Path path = model.model();
    OpenOptions open = model.toOpen(generation.context());
    GenerateOptions options = generation.toGenerate();
    String only = readQuestion();
    try (Kvasir kvasir = Kvasir.open(path, open)) {
      Conversation conversation =
          new Conversation(kvasir, template.read(path, false), options, system);
      if (only == null) {
        new ChatTurns(kvasir, conversation, generation, streams, interruption).run();
      } else {
        answer(kvasir, conversation, only);
      }
    } catch (InvalidPromptException e) {
      throw new InvalidInputException(path, e);
    }
    return Failures.DONE;
  }

  private @Nullable String readQuestion() throws IOException {
    if (file != null) {
      return Input.file(file);
    }
    return question != null && question.equals("-") ? Input.standardInput(streams) : question;
  }

  private void answer(Kvasir kvasir, Conversation conversation, String only) {
    try (Generation answer = conversation.ask(only)) {
      interruption.onRequest(answer::stop);
      GenerationRun.of(kvasir, answer, generation.view(streams, false));
      if (!generation.quiet()) {
        StatisticsText.print(streams.err(), StatisticsText.stopReason(answer), answer.statistics());
      }
    }
  }
}
