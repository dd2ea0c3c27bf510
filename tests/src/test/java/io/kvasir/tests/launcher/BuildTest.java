package io.kvasir.tests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.tests.launcher.Installation.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher builds and when, with a Maven that only writes down that it was called. */
@Tag("launcher")
class BuildTest {

  @TempDir Path temporary;
  private Installation kvasir;
  private Path source;

  @BeforeEach
  void makeAClone() throws IOException {
    Path clone = temporary.resolve("my clone");
    kvasir = Installation.in(clone);
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
    for (String module : List.of("tokenizer", "model", "weights-tools", "cli")) {
      Files.createDirectories(clone.resolve(module + "/src/main/java"));
      Files.writeString(clone.resolve(module + "/pom.xml"), "<project/>");
    }
    source =
        Files.writeString(clone.resolve("model/src/main/java/Fourteen.java"), "class Fourteen {}");
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Installation.script(
        bin.resolve("mvn"),
        """
        echo "$PWD $*" >>"%1$s/calls"
        sleep 0.3
        if [ -f "%1$s/broken" ]; then
          echo "[ERROR] Fourteen.java:[14,5] ';' expected"
          exit 1
        fi
        cp -R "%2$s" cli/target/launcher/lib
        """
            .formatted(temporary, Installation.ROOT.resolve("cli/target/lib")));
    kvasir.with("PATH", bin + ":" + System.getenv("PATH"));
  }

  private List<String> calls() throws IOException {
    Path file = temporary.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void aFreshCloneIsBuiltOnceWithOneLineOfProgress() throws Exception {
    Result first = kvasir.run("--version");
    Result second = kvasir.run("--version");

    assertThat(first.err()).startsWith("kvasir: building").hasLineCount(1);
    assertThat(first.out()).startsWith("kvasir ");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(calls()).hasSize(1).first().asString().contains("package").contains("-q");
  }

  /** From Java 5 to Java 8: the archive of loaded classes takes none that are older than Java 6. */
  @Test
  void theClassesOfOldLibrariesAreBroughtUpToDate() throws Exception {
    kvasir.run("--version");

    Path lib = kvasir.folder().resolve("cli/target/launcher/lib");
    Path jar;
    try (Stream<Path> files = Files.list(lib)) {
      jar = files.filter(file -> file.toString().contains("picocli")).findFirst().orElseThrow();
    }
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("picocli/CommandLine.class"))) {
      assertThat(in.readNBytes(8)[7]).isEqualTo((byte) 52);
    }
  }

  @Test
  void whatChangedIsBuiltAgain() throws Exception {
    kvasir.run("--version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    kvasir.run("--version");
    assertThat(calls()).hasSize(2);

    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(kvasir.run("--version").exit()).isZero();
    assertThat(calls()).hasSize(3);
  }

  @Test
  void aFailedBuildShowsMavensErrorAndIsTriedAgain() throws Exception {
    Path broken = Files.createFile(temporary.resolve("broken"));

    Result failed = kvasir.run("--version");
    Files.delete(broken);
    Result mended = kvasir.run("--version");

    assertThat(failed.err()).contains("Fourteen.java:[14,5] ';' expected");
    assertThat(failed.out()).isEmpty();
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(mended.exit()).isZero();
    assertThat(calls()).hasSize(2);
  }

  @Test
  void severalFirstRunsAtOnceBuildOnce() throws Exception {
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(kvasir.startBash("exec \"$kvasir\" --version"));
    }

    for (Process run : runs) {
      Result result = Installation.finish(run);
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).startsWith("kvasir ");
    }
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aLockThatADeadProcessLeftIsTakenOver() throws Exception {
    Files.createDirectories(kvasir.folder().resolve("target"));
    Files.createSymbolicLink(kvasir.folder().resolve("target/launcher.lock"), Path.of("99999999"));

    assertThat(kvasir.run("--version").exit()).isZero();
    assertThat(kvasir.folder().resolve("target/launcher.lock")).doesNotExist();
  }

  @Test
  void withoutMavenOneLineSaysWhatIsMissing() throws Exception {
    Files.delete(temporary.resolve("bin/mvn"));
    Result result = kvasir.withFewToolsOnly(temporary.resolve("tools")).run("--version");

    assertThat(result.err())
        .isEqualTo("kvasir: Maven is needed to build Kvasir, and there is no mvn on the PATH\n");
    assertThat(result.exit()).isEqualTo(1);
  }
}
