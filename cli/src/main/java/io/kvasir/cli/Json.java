package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * JSON as it is written here: compact, UTF-8, floats in the shortest form that reads back exactly.
 */
final class Json {

  static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A writer of several values; {@link #endLine} ends each. */
  static JsonGenerator lines(OutputStream out) {
    try {
      JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
      json.setPrettyPrinter(new MinimalPrettyPrinter(""));
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a value's line and hands it to the reader. */
  static void endLine(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    json.flush();
  }

  /** Ends a value's line without handing it over yet. */
  static void newLine(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
  }

  /** JSON has no infinities and no NaN: they are null. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  /** As {@link #number(JsonGenerator, double)}, with the digits of a float. */
  static void number(JsonGenerator json, float value) throws IOException {
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  static void array(JsonGenerator json, int[] values) throws IOException {
    json.writeArray(values, 0, values.length);
  }
}
