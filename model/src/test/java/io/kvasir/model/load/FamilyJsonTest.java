package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader of families' JSON against a JSON library, and on what is no JSON. */
class FamilyJsonTest {
  private static final Path FAMILIES = Path.of("src/main/resources/io/kvasir/model/load/family");

  @Test
  void everyFamilyIsReadAsTheLibraryReadsIt() throws IOException {
    ObjectMapper library = new ObjectMapper();
    List<Path> files;
    try (Stream<Path> all = Files.list(FAMILIES)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }
    assertThat(files).hasSizeGreaterThan(30);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String own = library.writeValueAsString(FamilyJson.object(file.toString(), bytes));
      assertThat(own).isEqualTo(library.writeValueAsString(library.readTree(bytes)));
    }
  }

  @Test
  void allKindsOfValuesAreRead() throws IOException {
    String text =
        """
        { "a" : [ 1, -2, 3.5, 1e-5, -1.5E+3, true, false, null, [], {} ],
          "text \\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00 ü" : "",
          "" : 9223372036854775807 }
        """;
    ObjectMapper library = new ObjectMapper();

    Object own = FamilyJson.object("test", text.getBytes(StandardCharsets.UTF_8));

    assertThat(library.writeValueAsString(own))
        .isEqualTo(library.writeValueAsString(library.readTree(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                | line 1, column 1: found the end of the file, wanted an object
          []                | line 1, column 1: found '[', wanted an object
          {                 | line 1, column 2: found the end of the file, wanted a key in quotes
          {"a" 1}           | line 1, column 6: found '1', wanted ':'
          {"a": }           | line 1, column 7: found '}', wanted a value
          {"a": 1,}         | line 1, column 9: found '}', wanted a key in quotes
          {"a": 1} x        | line 1, column 10: found 'x', wanted the end of the file
          {"a": [1 2]}      | line 1, column 10: found '2', wanted ']'
          {"a": "b          | line 1, column 9: found the end of the file, wanted the end of a text
          {"a": "\\x"}      | line 1, column 9: found 'x', wanted an escape
          {"a": "\\u12g4"}  | line 1, column 9: found 'u', wanted an escape
          {"a": tru}        | line 1, column 7: found 't', wanted a value
          {"a": 1e999}      | line 1, column 7: found '1', wanted a value
          {"a": +1}         | line 1, column 7: found '+', wanted a value
          {"a": 99999999999999999999} | line 1, column 7: found '9', wanted a value
          {"a": 1, "a": 2}  | wanted each key once, not 'a' again
          """)
  void whatIsNoJsonIsNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> FamilyJson.object("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("f: not valid JSON: ")
        .hasMessageContaining(message);
  }

  @Test
  void deepNestingIsRefused() {
    String text = "{\"a\": " + "[".repeat(100_000);

    assertThatThrownBy(() -> FamilyJson.object("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("wanted at most 100 levels");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> FamilyJson.object("f", new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("f: not UTF-8, wanted a JSON object");
  }
}
