package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.InvalidPromptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores of every token of the vocabulary after each position. */
@Command(
    name = "logits",
    description =
        "Print the logits after each position: one line, or one row, of the vocabulary's size.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir logits -m model.gguf --ids 1,2,3 --json",
      "  kvasir logits -m folder/ --ids 1 | tr ' ' '\\n' | sort -g | tail -1"
    })
final class LogitsCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--ids",
      required = true,
      paramLabel = "IDS",
      converter = IdList.Converter.class,
      description = "The token ids, as in 1,2,3.")
  private IdList ids = IdList.NONE;

  @Option(
      names = "--json",
      description =
          "Print {\"ids\":[...],\"logits\":[[...],...]}, floats in their shortest exact form.")
  private boolean json;

  @Mixin private final AblationOptions ablation = new AblationOptions();

  private final Streams streams;

  LogitsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path path = model.model();
    if (ids.ids().length == 0) {
      throw new UsageException("--ids: wanted at least one id");
    }
    OpenOptions open = model.toOpen(ids.ids().length);
    try (Kvasir kvasir = Kvasir.open(path, open)) {
      if (json) {
        printJson(kvasir);
      } else {
        kvasir.logits(
            ids.ids(),
            ablation.toAblation(),
            (position, logits, at, length) -> printRow(logits, at, length));
      }
    } catch (InvalidPromptException e) {
      throw new InvalidInputException(path, e);
    }
    return Failures.DONE;
  }

  private void printRow(float[] logits, int at, int length) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < length; i++) {
      line.append(i == 0 ? "" : " ").append(logits[at + i]);
    }
    streams.out().print(line.append('\n').toString());
  }

  private void printJson(Kvasir kvasir) throws IOException {
    JsonGenerator out = Json.lines(streams.out());
    boolean[] begun = {false};
    kvasir.logits(
        ids.ids(),
        ablation.toAblation(),
        (position, logits, at, length) -> {
          try {
            if (!begun[0]) { // Nothing is printed before the first row is known to be there.
              begun[0] = true;
              begin(out);
            }
            row(out, logits, at, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    out.writeEndArray();
    out.writeEndObject();
    Json.endLine(out);
  }

  private void begin(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeFieldName("ids");
    Json.array(out, ids.ids());
    out.writeArrayFieldStart("logits");
  }

  private static void row(JsonGenerator out, float[] logits, int at, int length)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < length; i++) {
      Json.number(out, logits[at + i]);
    }
    out.writeEndArray();
  }
}
