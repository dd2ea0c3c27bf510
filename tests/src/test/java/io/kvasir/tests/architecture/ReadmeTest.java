package io.kvasir.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kvasir.tokenizer.gguf.PreTokenizerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what there is. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", " ");
  }

  @Test
  void everyFamilyIsListed() throws IOException {
    Path folder = ROOT.resolve("model/src/main/resources/io/kvasir/model/load/family");
    List<Path> families;
    try (Stream<Path> files = Files.list(folder)) {
      families = files.filter(f -> f.toString().endsWith(".json")).toList();
    }

    assertThat(families).hasSizeGreaterThan(4);
    for (Path family : families) {
      JsonNode title = new ObjectMapper().readTree(family.toFile()).path("title");
      if (title.isTextual()) { // What only others inherit from has none.
        assertThat(readme()).contains(title.asText());
      }
    }
  }

  @Test
  void everyCommandIsListed() throws IOException {
    List<Path> commands;
    try (Stream<Path> files = Files.list(ROOT.resolve("cli/src/main/java/io/kvasir/cli"))) {
      commands = files.filter(f -> f.toString().endsWith("Command.java")).toList();
    }

    assertThat(commands).hasSizeGreaterThan(6);
    for (Path command : commands) {
      String name =
          Files.readString(command)
              .replaceAll("(?s).*?@Command\\(\\s*name = \"([\\w-]+)\".*", "$1");
      assertThat(readme()).as(command.getFileName().toString()).contains(name);
    }
  }

  @Test
  void everyNameOfAPreTokenizerIsListedWhereItBelongs() throws IOException {
    String readme = readme();
    int verified = readme.indexOf("Compared with the ids of the original tokenizer are");
    int others = readme.indexOf("Not verified, for no original was at hand");
    int end = readme.indexOf("## From Java");

    assertThat(verified).isPositive().isLessThan(others);
    assertThat(PreTokenizerName.all()).hasSizeGreaterThan(80);
    assertThat(readme).contains("all " + PreTokenizerName.all().size() + " names");
    for (PreTokenizerName name : PreTokenizerName.all()) {
      boolean known = name.comparedWith().isPresent();
      assertThat(known ? readme.substring(verified, others) : readme.substring(others, end))
          .contains("`" + name.name() + "`");
    }
  }
}
