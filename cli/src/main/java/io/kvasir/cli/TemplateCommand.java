package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.tokenizer.template.ChatJson;
import io.kvasir.tokenizer.template.ChatRequest;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A conversation to the prompt that the model's chat template makes of it. */
@Command(
    name = "template",
    description = "Print the exact prompt that the model's chat template makes of a conversation.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir template -m model.gguf --messages messages.json",
      "  kvasir template -m folder/ --messages - --tools tools.json --ids < messages.json",
      "  kvasir template --template-file chat_template.jinja --bos '<s>' --messages messages.json",
      "",
      "messages.json: [{\"role\": \"user\", \"content\": \"Hello\"}]"
    })
final class TemplateCommand implements Callable<Integer> {

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A folder with tokenizer_config.json or chat_template.jinja, or a GGUF file (one without"
              + " tensors will do). Default: the small model that comes with Kvasir.")
  private @Nullable Path model;

  @Option(
      names = "--messages",
      paramLabel = "FILE",
      required = true,
      description = "The conversation: a JSON array of objects; - reads standard input.")
  private String messages = "";

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "Functions that the model may call: a JSON array of JSON schemas.")
  private @Nullable Path tools;

  @Mixin private final TemplateOptions template = new TemplateOptions();

  @Option(
      names = "--no-generation-prompt",
      description = "Do not end with the beginning of an answer.")
  private boolean noGenerationPrompt;

  @Option(names = "--ids", description = "Print the prompt's token ids, as in 1,2,3.")
  private boolean ids;

  private final Streams streams;

  TemplateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    boolean needed = ids || !template.hasFile();
    @Nullable Path from = model == null && needed ? EmbeddedModel.path() : model;
    TemplateOptions.Template chosen = template.read(from, tools != null);
    ChatRequest request =
        new ChatRequest(
            messages(),
            tools == null ? null : ChatJson.list(tools),
            !noGenerationPrompt,
            chosen.variables());
    String prompt = ChatTemplates.render(chosen.template(), request, chosen.specialTokens());
    streams.out().print(ids && from != null ? encode(from, prompt) : prompt);
    return Failures.DONE;
  }

  private List<@Nullable Object> messages() throws IOException {
    return messages.equals("-")
        ? ChatJson.list("standard input", Input.standardInput(streams))
        : ChatJson.list(Path.of(messages));
  }

  /** The template has written all special tokens: they are recognised, and none are added. */
  private static String encode(Path model, String prompt) {
    int[] ids = Kvasir.openTokenizer(model).encode(prompt, false, true);
    return Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "\n";
  }
}
