package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a header states of a tensor; offsets count from the begin of the data. */
record SafetensorsEntry(String name, TensorType type, Shape shape, long begin, long end) {
  private static final int MOST_DIMENSIONS = 8;

  static SafetensorsEntry read(JsonParser parser, MappedFile file, String name) throws IOException {
    return new Reader(parser, file, "tensor " + printable(name)).read(name);
  }

  Tensor tensor(MemorySegment bytes) {
    return new Tensor(name, type, shape, bytes);
  }

  private static final class Reader {
    private final JsonParser parser;
    private final MappedFile file;
    private final String what;

    Reader(JsonParser parser, MappedFile file, String what) {
      this.parser = parser;
      this.file = file;
      this.what = what;
    }

    SafetensorsEntry read(String name) throws IOException {
      @Nullable TensorType type = null;
      long @Nullable [] dimensions = null;
      long @Nullable [] offsets = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "dtype" -> type = once(type, key, type());
          case "shape" -> dimensions = once(dimensions, key, numbers(key, MOST_DIMENSIONS));
          case "data_offsets" -> offsets = once(offsets, key, numbers(key, 2));
          default -> parser.skipChildren();
        }
      }
      TensorType known = required(type, "dtype");
      Shape shape = shape(required(dimensions, "shape"));
      long[] range = required(offsets, "data_offsets");
      check(known, shape, range);
      return new SafetensorsEntry(name, known, shape, range[0], range[1]);
    }

    private <T> T once(@Nullable T before, String key, T value) {
      if (before != null) {
        throw wrong("states " + key + " twice");
      }
      return value;
    }

    private <T> T required(@Nullable T value, String key) {
      if (value == null) {
        throw wrong("has no " + key);
      }
      return value;
    }

    private TensorType type() throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw wrong("has the dtype " + printable(parser.getText()) + ", wanted a string");
      }
      String dtype = parser.getText();
      return TensorType.ofSafetensors(dtype)
          .orElseThrow(() ->
              wrong(
                  "has the dtype "
                      + printable(dtype)
                      + ", which is not read; read are "
                      + TensorType.readFromSafetensors()));
    }

    private long[] numbers(String key, int most) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw wrong(
            "has malformed " + key + ": " + printable(parser.getText()) + ", wanted a list");
      }
      long[] numbers = new long[most];
      int n = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (n == most) {
          throw wrong("has malformed " + key + ": wanted at most " + most + " numbers");
        }
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (!whole
            || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            || parser.getLongValue() < 0) {
          throw wrong(
              "has malformed "
                  + key
                  + ": "
                  + printable(parser.getText())
                  + ", wanted a whole number from 0 to 2^63-1");
        }
        numbers[n++] = parser.getLongValue();
      }
      return Arrays.copyOf(numbers, n);
    }

    private Shape shape(long[] dimensions) {
      try {
        return Shape.of(dimensions);
      } catch (IllegalArgumentException e) {
        throw ModelFormatException.in(file.path(), what + ": " + e.getMessage(), e);
      }
    }

    private void check(TensorType type, Shape shape, long[] range) {
      if (range.length != 2 || range[0] > range[1]) {
        throw wrong(
            "has malformed data_offsets " + Arrays.toString(range) + ", wanted begin and end");
      }
      long bytes = range[1] - range[0];
      long expected = type.bytes(shape.elements());
      if (bytes != expected) {
        throw wrong(
            "data_offsets give "
                + bytes
                + " bytes, expected "
                + expected
                + " for "
                + type
                + " "
                + shape);
      }
    }

    private ModelFormatException wrong(String problem) {
      return file.wrong(what + " " + problem);
    }
  }
}
