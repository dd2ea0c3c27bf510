package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The outputs in the chapters are those of the commands above them. With {@code
 * -Dkvasir.write=true} they are written anew, as cli/docs/README.md says.
 */
class DocsTest {
  private static final String DECIMAL = "-?\\b\\d+\\.\\d+\\b";
  private static final Path DOCS = Path.of("docs");
  private static final Pattern BLOCK =
      Pattern.compile("(```console\n\\$ (kvasir [^\n]*)\n)(.*?)(```\n)", Pattern.DOTALL);

  static List<Path> chapters() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("trace-schema.md")) // a format, not a chapter
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void everyOutputIsThatOfTheCommandAboveIt(Path chapter) throws IOException {
    String text = Files.readString(chapter);
    Matcher block = BLOCK.matcher(text);
    StringBuilder measured = new StringBuilder();
    while (block.find()) {
      Run.Result result = Run.of(CommandLineText.arguments(block.group(2)));
      assertThat(result.exit()).as(block.group(2) + ": " + result.err()).isZero();
      String end = result.out().endsWith("\n") ? "" : "\n";
      block.appendReplacement(
          measured,
          Matcher.quoteReplacement(block.group(1) + trimmed(result.out() + end) + block.group(4)));
    }
    block.appendTail(measured);
    if (Boolean.getBoolean("kvasir.write")) {
      Files.writeString(chapter, measured);
      text = measured.toString();
    }

    assertThat(text.split(DECIMAL, -1))
        .as("write the outputs anew as cli/docs/README.md says")
        .isEqualTo(measured.toString().split(DECIMAL, -1));
    List<BigDecimal> written = decimals(text);
    List<BigDecimal> now = decimals(measured.toString());
    for (int i = 0; i < now.size(); i++) {
      assertThat(written.get(i).subtract(now.get(i)).abs())
          .as(written.get(i) + " is written, " + now.get(i) + " measured")
          .isLessThanOrEqualTo(now.get(i).ulp());
    }
  }

  /**
   * Rounded numbers may differ by one in the last digit: bits are the same for one width of vectors
   * only, and not every processor has the same.
   */
  private static List<BigDecimal> decimals(String text) {
    return Pattern.compile(DECIMAL)
        .matcher(text)
        .results()
        .map(number -> new BigDecimal(number.group()))
        .toList();
  }

  /** No editor keeps spaces at the ends of lines. */
  private static String trimmed(String output) {
    return output.replaceAll("[ \t]+\n", "\n");
  }

  @Test
  void thereAreChaptersThatMeasure() throws IOException {
    int blocks = 0;
    for (Path chapter : chapters()) {
      blocks += (int) BLOCK.matcher(Files.readString(chapter)).results().count();
    }

    assertThat(chapters()).hasSizeGreaterThan(5);
    assertThat(blocks).isGreaterThan(10);
  }

  /**
   * What is measured stands in outputs alone; numbers of lists and words in backquotes name things.
   */
  @ParameterizedTest
  @MethodSource("chapters")
  void theProseQuotesNoNumber(Path chapter) throws IOException {
    String prose =
        Files.readString(chapter)
            .replaceAll("(?s)```.*?```", "")
            .replaceAll("(?m)^    .*$", "")
            .replaceAll("`[^`]*`", "")
            .replaceAll("(?m)^\\d+\\. ", "");

    assertThat(prose.lines().filter(line -> line.matches(".*\\d.*")).filter(l -> !isName(l)))
        .isEmpty();
  }

  /** Where things count from is no measurement. */
  private static boolean isName(String line) {
    return line.contains("counts from 0")
        && !line.replaceAll("head 0 of layer 0|from 0", "").matches(".*\\d.*");
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void everyLinkLeadsToAChapter(Path chapter) throws IOException {
    Matcher link = Pattern.compile("\\]\\(([^)]*)\\)").matcher(Files.readString(chapter));
    while (link.find()) {
      assertThat(DOCS.resolve(link.group(1))).exists();
    }
  }
}
