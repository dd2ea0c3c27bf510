package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ids to text. */
@Command(
    name = "detokenize",
    description = "Turn token ids back into their text.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir detokenize -m model.gguf 1,403,407",
      "  kvasir tokenize -m tokenizer.json \"Hello\" | cut -f 1 | kvasir detokenize -m"
          + " tokenizer.json --skip-special",
      "  kvasir detokenize -m folder/ --jsonl < ids.jsonl > strings.jsonl"
    })
final class DetokenizeCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "IDS",
      description =
          "Ids with commas or spaces between them; without them, or for -, standard input.")
  private @Nullable String ids;

  @Mixin private final TokenizerOption model = new TokenizerOption();

  @Option(names = "--skip-special", description = "Leave special tokens out of the text.")
  private boolean skipSpecial;

  @Option(names = "--json", description = "Print {\"ids\":[...],\"text\":\"...\"}.")
  private boolean json;

  @Option(
      names = "--jsonl",
      description =
          "Read one JSON array of ids per line on standard input, print one JSON string per line.")
  private boolean lines;

  private final Streams streams;

  DetokenizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    JsonLines.check(streams, ids, "IDS", lines, json);
    int[] given = ids == null || ids.equals("-") ? null : list(ids);
    Tokenizer tokenizer = model.open();
    if (lines) {
      JsonGenerator out = Json.lines(streams.out());
      JsonLines.each(
          streams, out, parser -> out.writeString(decode(tokenizer, JsonLines.ids(parser))));
      return Failures.DONE;
    }
    print(tokenizer, given == null ? list(Input.standardInput(streams)) : given);
    return Failures.DONE;
  }

  private static int[] list(String text) {
    try {
      return IdList.parse(text).ids();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The library passes over ids that no token has; whoever types one wants to know. */
  private String decode(Tokenizer tokenizer, int[] list) {
    int size = tokenizer.vocabulary().size();
    for (int i = 0; i < list.length; i++) {
      if (list[i] < 0 || list[i] >= size) {
        throw new InvalidInputException(
            "token " + list[i] + " at index " + i + " of the ids, wanted 0 to " + (size - 1));
      }
    }
    return tokenizer.decode(list, skipSpecial);
  }

  private void print(Tokenizer tokenizer, int[] list) throws IOException {
    String decoded = decode(tokenizer, list);
    if (!json) {
      streams.out().print(decoded + (streams.outputIsTerminal() ? "\n" : ""));
      return;
    }
    JsonGenerator out = Json.lines(streams.out());
    out.writeStartObject();
    out.writeFieldName("ids");
    Json.array(out, list);
    out.writeStringField("text", decoded);
    out.writeEndObject();
    Json.endLine(out);
  }
}
