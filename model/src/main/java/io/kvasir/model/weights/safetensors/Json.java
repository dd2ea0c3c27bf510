package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Strict JSON: UTF-8, one object, bounded depth and lengths. Names that are read twice are found by
 * the readers, which keep the names that matter; the parser's own check would keep all names of a
 * hostile file.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // see JsonConfig
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(1 << 16)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(100)
                  .build())
          .build();

  private Json() {}

  /** Reads one thing out of an object whose first token was read. */
  interface Body<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * Reads a document that is one object.
   *
   * @param what the document, for messages: {@code "header"} or {@code ""} for the whole file
   * @param body called on the opening brace; must leave the parser on the closing one
   */
  static <T> T object(Path file, String what, InputStream in, Body<T> body) {
    String subject = what.isEmpty() ? "" : what + " ";
    try (JsonParser parser =
        FACTORY.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ModelFormatException.in(file, subject + "is not a JSON object");
      }
      T result = body.read(parser);
      if (parser.nextToken() != null) {
        throw ModelFormatException.in(file, subject + "goes on after the JSON object");
      }
      return result;
    } catch (CharacterCodingException e) {
      throw ModelFormatException.in(file, subject + "is not UTF-8", e);
    } catch (JsonProcessingException e) {
      throw ModelFormatException.in(file, subject + "is not valid JSON: " + problem(e), e);
    } catch (IOException e) {
      throw ModelFormatException.in(
          file, subject + "cannot be read: " + printable(String.valueOf(e.getMessage())), e);
    }
  }

  /** What the parser says, without the long lists of what it would have liked, and where. */
  private static String problem(JsonProcessingException e) {
    String text = e.getOriginalMessage();
    int end = text.indexOf(": was expecting");
    end = end < 0 ? text.indexOf(": expected close") : end;
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return printable(end < 0 ? text : text.substring(0, end)) + where;
  }
}
