package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void aFileStaysAsItWasWhenItsSuccessorFails() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");

    assertThatThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("in between");
                }))
        .hasMessage(file + ": in between");

    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old and long");
    WholeFile.write(file, out -> out.write('n'));
    assertThat(file).hasContent("n");
  }

  @Test
  void whatIsHalfWrittenGoesWhereTheProcessIsEnded() throws IOException {
    Path file = folder.resolve("page.html");

    assertThatThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  assertThat(folder.resolve("page.html.part")).exists();
                  WholeFile.abandon();
                  assertThat(folder).isEmptyDirectory();
                  throw new IOException("ended");
                }))
        .hasMessage(file + ": ended");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoResultsInOneFileAndADashAreWrongUsage() {
    String file = folder.resolve("both").toString();
    Run.Result both = Run.of("explain", "--html", file, "--trace", file, "x");

    assertThat(both.err())
        .isEqualTo("kvasir: " + file + ": --html and --trace name the same file\n");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(Run.of("explain", "--trace", "-", "x").exit()).isEqualTo(2);
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamedBeforeTheWork() {
    Path missing = folder.resolve("none/trace.json");
    String lead = "kvasir: " + missing + ": its folder is missing or cannot be written to\n";
    for (String option : new String[] {"--html", "--trace"}) {
      Run.Result result = Run.of("explain", "-m", "nowhere.gguf", option, missing.toString(), "x");
      assertThat(result.err()).isEqualTo(lead);
      assertThat(result.exit()).isEqualTo(1);
    }
    assertThat(Run.of("cost", "-m", "nowhere.gguf", "--svg", missing.toString()).err())
        .isEqualTo(lead);
    assertThat(Run.of("explain", "--html", folder.toString(), "x").err())
        .isEqualTo("kvasir: " + folder + ": found a folder, wanted a file to write\n");
  }
}
