package io.kvasir.tests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.tests.launcher.Installation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of loaded classes: made by itself, never stale, never heard of. */
@Tag("launcher")
class ArchiveTest {

  private static final long MOST_MILLIS = 600_000;

  @TempDir Path temporary;
  private Installation kvasir;

  @BeforeEach
  void install() throws IOException {
    kvasir = Installation.in(temporary.resolve("a folder")).with("KVASIR_ARCHIVE", "on");
  }

  private List<Path> archives() throws IOException {
    return kept(".aot");
  }

  private List<Path> kept(String ending) throws IOException {
    Path folder = kvasir.folder().resolve("target/launcher-archive");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private boolean busy() throws IOException {
    Path folder = kvasir.folder().resolve("target/launcher-archive");
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".lock"));
    }
  }

  private void runs() throws Exception {
    Result result = kvasir.run("--version");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("kvasir ");
    assertThat(result.exit()).isZero();
  }

  /** Where the virtual machine takes a class of ours from. */
  private String source() throws Exception {
    Path log = temporary.resolve("classes.log");
    kvasir.with("KVASIR_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    runs();
    kvasir.with("KVASIR_JAVA_OPTS", "");
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(" io.kvasir.cli.KvasirCommand "))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void isMadeAfterTheFirstRunAndFitsItsJarsOrIsNotUsed() throws Exception {
    runs();
    assertThat(archives()).as("whoever reads the output does not wait for the archive").isEmpty();
    runs(); // at the same time as the first one's archive is made
    long begin = System.currentTimeMillis();
    while (archives().isEmpty() || busy()) {
      assertThat(System.currentTimeMillis() - begin).isLessThan(MOST_MILLIS);
      Thread.sleep(200);
    }
    assertThat(archives()).hasSize(1);
    assertThat(source()).contains("shared objects file");
    Path archive = archives().getFirst();
    kvasir.with("KVASIR_JAVA_OPTS", "-XX:+UseG1GC");
    runs();
    kvasir.with("KVASIR_JAVA_OPTS", "");

    Path lib = kvasir.folder().resolve("cli/target/launcher/lib");
    try (Stream<Path> files = Files.list(lib)) {
      Path jar = files.filter(f -> f.toString().contains("kvasir-cli")).findFirst().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(5)));
    }
    assertThat(source()).doesNotContain("shared objects file");

    Files.write(archive, new byte[1000]);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
    for (Path text : kept(".txt")) {
      Files.delete(text); // so that the virtual machine is started
    }
    runs();
  }

  @Test
  void helpIsKeptAsTextOfTheSameBytesUntilAJarChanges() throws Exception {
    Result first = kvasir.run("generate", "--help");
    assertThat(first.out()).startsWith("Usage: kvasir generate");
    assertThat(kept(".txt")).hasSize(1);
    assertThat(kvasir.run("generate", "--help")).isEqualTo(first);

    Files.writeString(kept(".txt").getFirst(), "kept\n\n");
    assertThat(kvasir.run("generate", "--help").out()).isEqualTo("kept\n\n");
    Result bare = kvasir.with("KVASIR_ARCHIVE", "off").run("generate", "--help");
    assertThat(bare).isEqualTo(first);

    Path lib = kvasir.folder().resolve("cli/target/launcher/lib");
    try (Stream<Path> files = Files.list(lib)) {
      Path jar = files.filter(f -> f.toString().contains("kvasir-cli")).findFirst().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(120)));
    }
    assertThat(kvasir.with("KVASIR_ARCHIVE", "on").run("generate", "--help")).isEqualTo(first);
  }

  @Test
  void whatFailsIsNotKept() throws Exception {
    Result result = kvasir.run("generate", "--nix");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(kept(".txt")).isEmpty();
  }

  @Test
  void withoutAPlaceToWriteThereIsNoneAndNoWordOfIt() throws Exception {
    Files.writeString(Files.createDirectories(kvasir.folder()).resolve("target"), "in the way");
    Files.writeString(temporary.resolve("cache"), "in the way");
    kvasir.with("XDG_CACHE_HOME", temporary.resolve("cache").toString());
    runs();
    assertThat(archives()).isEmpty();
  }

  @Test
  void aLostToolIsNoError() throws Exception {
    kvasir.withFewToolsOnly(temporary.resolve("tools"));
    kvasir.with("KVASIR_JAVA_HOME", System.getProperty("java.home"));
    runs();
    assertThat(archives()).isEmpty();
  }
}
