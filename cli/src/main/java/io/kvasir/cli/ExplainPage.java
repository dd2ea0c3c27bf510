package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonpCharacterEscapes;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts the page together: its frame, style, scripts and drawing library are resources, its data is
 * a trace. Everything is in the one file.
 */
final class ExplainPage {
  private static final List<String> SCRIPTS =
      List.of(
          "data.js",
          "export.js",
          "chart.js",
          "tokens.js",
          "matrix.js",
          "heads.js",
          "attention.js",
          "cell.js",
          "lens.js",
          "sampler.js",
          "cache.js",
          "cost.js",
          "cause.js",
          "quantisation.js",
          "main.js");

  private ExplainPage() {}

  /** Writes the fields of the page's data. */
  @FunctionalInterface
  interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  static void write(Path file, Data data) throws IOException {
    String[] frame = resource("page.html").split("<!-- (?=[a-z]+ -->)", -1);
    WholeFile.write(file, out -> page(out, frame, data));
  }

  private static void page(OutputStream out, String[] frame, Data data) throws IOException {
    for (String part : frame) {
      int end = part.indexOf(" -->");
      switch (end < 0 ? "" : part.substring(0, end)) {
        case "style" -> print(out, "<style>\n" + resource("page.css") + "</style>");
        case "data" -> {
          print(out, "<script type=\"application/json\" id=\"data\">");
          json(out, data);
          print(out, "</script>");
        }
        case "scripts" -> scripts(out);
        default -> {
          print(out, part);
          continue;
        }
      }
      print(out, part.substring(end + " -->".length()));
    }
  }

  /** JSON in a page: what could end the element, as in {@code </script>}, is escaped. */
  private static void json(OutputStream out, Data data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter(""));
      json.setCharacterEscapes(JsonpCharacterEscapes.instance());
      json.writeStartObject();
      data.write(json);
      json.writeEndObject();
    }
    print(out, bytes.toString(StandardCharsets.UTF_8).replace("<", "\\u003c"));
  }

  private static void scripts(OutputStream out) throws IOException {
    print(out, "<script>\n/*\nD3, the drawing library:\n" + resource("d3/LICENSE") + "*/\n");
    print(out, resource("d3/d3.min.js") + "\n</script>\n<script>\n\"use strict\";\n");
    for (String script : SCRIPTS) {
      print(out, resource(script) + "\n");
    }
    print(out, "</script>");
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ExplainPage.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("page/" + name + ": not among the program's resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
