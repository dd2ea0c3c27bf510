package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Text to ids. */
@Command(
    name = "tokenize",
    description = "Cut a text into tokens: one line per token with its id and its piece.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir tokenize -m model.gguf \"Hello, world\"",
      "  kvasir tokenize -m tokenizer.json --no-special --json \"Hello, world\"",
      "  kvasir tokenize -m tokenizer.json --explain \"Hello, world\"",
      "  kvasir tokenize -m folder/ --jsonl < strings.jsonl > ids.jsonl"
    })
final class TokenizeCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The text; without it, or for -, standard input less one final newline.")
  private @Nullable String text;

  @Mixin private final TokenizerOption model = new TokenizerOption();

  @Option(
      names = "--no-special",
      description = "Do not add the special tokens that the model wants around a text.")
  private boolean noSpecial;

  @Option(
      names = "--explain",
      description =
          "Show how the text is cut: its parts, every merge in its order with its rank, the bytes"
              + " of characters without a token, special tokens in colour. With --json as one"
              + " object.")
  private boolean explain;

  @Option(
      names = "--json",
      description =
          "Print {\"ids\":[...],\"pieces\":[...]}, with --explain {\"ids\":[...],\"steps\":[...]}.")
  private boolean json;

  @Option(
      names = "--jsonl",
      description =
          "Read one JSON string per line on standard input, print one JSON array of ids per line.")
  private boolean lines;

  private final Streams streams;

  TokenizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    JsonLines.check(streams, text, "TEXT", lines, json);
    if (explain && lines) {
      throw new UsageException("--explain and --jsonl: give only one");
    }
    Tokenizer tokenizer = model.open();
    if (lines) {
      JsonGenerator out = Json.lines(streams.out());
      JsonLines.each(
          streams,
          out,
          parser -> {
            JsonLines.expect(parser, JsonToken.VALUE_STRING, "a JSON string");
            Json.array(out, tokenizer.encode(parser.getText(), !noSpecial, true));
          });
      return Failures.DONE;
    }
    String input = text == null || text.equals("-") ? Input.standardInput(streams) : text;
    if (explain) {
      Explanation explanation = tokenizer.explain(input, !noSpecial, true);
      if (json) {
        new ExplanationJson(Json.lines(streams.out())).write(explanation);
      } else {
        new ExplanationText(streams, tokenizer).write(explanation);
      }
      return Failures.DONE;
    }
    int[] ids = tokenizer.encode(input, !noSpecial, true);
    if (json) {
      printJson(tokenizer, ids);
    } else {
      for (int id : ids) {
        streams.out().print(id + "\t" + Failures.visible(tokenizer.vocabulary().piece(id)) + "\n");
      }
    }
    return Failures.DONE;
  }

  private void printJson(Tokenizer tokenizer, int[] ids) throws IOException {
    JsonGenerator out = Json.lines(streams.out());
    out.writeStartObject();
    out.writeFieldName("ids");
    Json.array(out, ids);
    out.writeArrayFieldStart("pieces");
    for (int id : ids) {
      out.writeString(tokenizer.vocabulary().piece(id));
    }
    out.writeEndArray();
    out.writeEndObject();
    Json.endLine(out);
  }
}
