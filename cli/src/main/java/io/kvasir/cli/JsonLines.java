package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON value per line on standard input, one answer per line on standard output. */
final class JsonLines {

  /** Reads the one value of a line, whose first token is current, and writes the answer. */
  interface Answer {
    void to(JsonParser line) throws IOException;
  }

  private JsonLines() {}

  /** The rules that the commands with {@code --jsonl} share. */
  static void check(
      Streams streams, @Nullable String argument, String name, boolean lines, boolean json) {
    if (lines && argument != null) {
      throw new UsageException("--jsonl reads standard input: give no " + name + " with it");
    }
    if (lines && json) {
      throw new UsageException("--json and --jsonl: give only one");
    }
    if (!lines && argument == null && streams.inputIsTerminal()) {
      throw new UsageException("nothing to read: give " + name + " or - for standard input");
    }
  }

  static void each(Streams streams, JsonGenerator out, Answer answer) throws IOException {
    InputStream in = new BufferedInputStream(streams.in(), 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (long number = 1; readLine(in, line); number++) {
      if (line.size() == 0) {
        continue;
      }
      try (JsonParser parser = Json.FACTORY.createParser(line.toByteArray())) {
        parser.nextToken();
        answer.to(parser);
        if (parser.nextToken() != null) {
          throw new UnexpectedValue("found more after the value, wanted one value per line");
        }
      } catch (JsonProcessingException e) {
        throw new IOException("standard input: line " + number + ": " + e.getOriginalMessage(), e);
      } catch (UnexpectedValue | InvalidInputException e) {
        throw new IOException("standard input: line " + number + ": " + e.getMessage(), e);
      }
      Json.newLine(out);
      if (in.available() == 0) {
        out.flush(); // Whoever waits for an answer before the next question gets it.
      }
    }
    out.flush();
  }

  private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return true;
      }
      line.write(b);
    }
    return line.size() > 0;
  }

  /** The value is JSON, and another one than was wanted. */
  static final class UnexpectedValue extends IOException {
    private static final long serialVersionUID = 1;

    UnexpectedValue(String message) {
      super(message);
    }
  }

  static void expect(JsonParser parser, JsonToken wanted, String name) throws IOException {
    if (parser.currentToken() != wanted) {
      throw new UnexpectedValue("found " + parser.currentToken() + ", wanted " + name);
    }
  }

  /** An array of ids whose first bracket is the current token. */
  static int[] ids(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "a JSON array of ids");
    int[] ids = new int[16];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser, JsonToken.VALUE_NUMBER_INT, "a whole number");
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
      }
      ids[count++] = parser.getIntValue();
    }
    return Arrays.copyOf(ids, count);
  }
}
