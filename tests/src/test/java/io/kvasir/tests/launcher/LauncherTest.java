package io.kvasir.tests.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.tests.launcher.Installation.Result;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting an installed Kvasir from anywhere, under any locale, and ending it in any way. */
@Tag("launcher")
class LauncherTest {

  private static final Path TINY =
      Installation.ROOT.resolve("cli/src/test/resources/io/kvasir/cli/tiny-llama");

  @TempDir Path temporary;
  private Installation kvasir;

  @BeforeEach
  void install() throws IOException {
    kvasir = Installation.in(temporary.resolve("a folder with späces"));
  }

  @Test
  void printsItsVersionAndNothingElse() throws Exception {
    Result result = kvasir.run("--version");

    assertThat(result.out()).matches("kvasir \\d+\\.\\d+\\.\\d+\\S*, Java \\d\\d\\S*\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void startsThroughAChainOfSymbolicLinksFromAnotherFolder() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("other bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../a folder with späces/kvasir"));
    Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));

    Result result = kvasir.as(bin.resolve("second")).from(Path.of("/")).run("--version");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void tellsAStoryWithoutAModelOfTheUser() throws Exception {
    Result result = kvasir.run("generate", "--temp", "0", "-n", "12", "Once upon a time");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isNotBlank();
    assertThat(result.err()).contains("mead.gguf");
  }

  @Test
  void passesExitCodesOn() throws Exception {
    assertThat(kvasir.run("--help").exit()).isZero();
    assertThat(kvasir.run("tokenize", "-m", "missing.json", "text").exit()).isEqualTo(1);
    assertThat(kvasir.run("generate", "--no-such-option").exit()).isEqualTo(2);
  }

  @Test
  void readsArgumentsAndWritesErrorsInUtf8WhateverTheLocale() throws Exception {
    for (String locale : new String[] {"C", "POSIX", ""}) {
      Result result =
          kvasir.with("LANG", locale).with("LC_ALL", locale).run("wörk", "日本", "👍 two words");

      assertThat(result.err())
          .as(locale)
          .isEqualTo("kvasir: 'wörk' is no command (see 'kvasir --help')\n");
      assertThat(result.exit()).as(locale).isEqualTo(2);
    }
  }

  @Test
  void opensFilesWithAnyNameWhateverTheLocale() throws Exception {
    Result result = kvasir.with("LC_ALL", "C").run("weights", "inspect", "naïve 模型.gguf");

    assertThat(result.err()).contains("naïve 模型.gguf").hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void givesOptionsToTheVirtualMachineAndShowsWhatItSays() throws Exception {
    Result good = kvasir.with("KVASIR_JAVA_OPTS", "-Xmx64m -XX:+UseParallelGC").run("--version");
    // What goes through the filter may arrive after the end: a reader waits for the end of the
    // stream.
    Result bad =
        kvasir
            .with("KVASIR_JAVA_OPTS", "-Xnonsense")
            .bash("set -o pipefail; \"$kvasir\" --version 2>&1 | cat");

    assertThat(good.err()).isEmpty();
    assertThat(good.exit()).isZero();
    assertThat(bad.out()).contains("Unrecognized option: -Xnonsense");
    assertThat(bad.exit()).isEqualTo(1);
  }

  @Test
  void showsNothingOfWhatTheVirtualMachineSaysAboutItsEnvironment() throws Exception {
    Result result =
        kvasir
            .with("JAVA_TOOL_OPTIONS", "-Da=1")
            .with("JDK_JAVA_OPTIONS", "-Db=1")
            .run("--version");

    assertThat(result.err()).isEmpty();
  }

  @Test
  void standardOutputAndErrorMayBeTheSameFile() throws Exception {
    Path both = temporary.resolve("both");

    kvasir.bash("{ \"$kvasir\" --version; \"$kvasir\" nonsense; echo last; } >'" + both + "' 2>&1");

    assertThat(Files.readAllLines(both))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("kvasir "),
            line -> assertThat(line).startsWith("kvasir: 'nonsense' is no command"),
            line -> assertThat(line).isEqualTo("last"));
  }

  @Test
  void aReaderThatGoesAwayIsNoError() throws Exception {
    Result result = kvasir.bash("\"$kvasir\" generate --help | true; echo ${PIPESTATUS[0]}");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("0\n");
  }

  @Test
  void withoutAJdk25OneLineSaysHowToGetIt() throws Exception {
    Path launcher = kvasir.folder().resolve("kvasir");
    String script = Files.readString(launcher);
    String blind = script.replace(" /usr/", " /nowhere/").replace(" /opt/", " /nowhere/");
    assertThat(blind).isNotEqualTo(script);
    Files.writeString(launcher, blind);
    Path old = Files.createDirectories(temporary.resolve("jdk-17"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
    Installation.script(java, "exit 0");

    Result result =
        kvasir
            .withFewToolsOnly(temporary.resolve("tools"))
            .with("JAVA_HOME", old.toString())
            .with("HOME", temporary.toString())
            .with("SDKMAN_DIR", temporary.toString())
            .run("--version");

    assertThat(result.err()).startsWith("kvasir: no JDK 25 found: install one").hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aWrongJavaHomeOfOurOwnIsAnError() throws Exception {
    Result result = kvasir.with("KVASIR_JAVA_HOME", "/nowhere").run("--version");

    assertThat(result.err())
        .isEqualTo("kvasir: KVASIR_JAVA_HOME is /nowhere: no JDK 25 or newer is there\n");
    assertThat(result.exit()).isEqualTo(1);
  }

  /** The launcher becomes the virtual machine, so a signal needs no one to pass it on. */
  @Test
  void endsByTheSignalThatAsksItToEnd() throws Exception {
    Process process =
        kvasir.startBash("exec \"$kvasir\" tokenize --jsonl -m '" + TINY + "/tokenizer.json'");
    process.outputWriter(UTF_8).append("\"a\"\n").flush();
    assertThat(process.inputReader(UTF_8).readLine()).startsWith("[1,");

    signal("TERM", process);

    assertThat(process.waitFor()).isEqualTo(143);
  }

  @Test
  void controlCStopsAfterTheTokenAndShowsTheStatistics() throws Exception {
    Process process =
        kvasir.startBash(
            withoutIgnoredInterrupts(
                "\"$kvasir\" generate --json --ignore-eos --ctx 1000000 --ids 1 -m '"
                    + withALongContext()
                    + "'"));
    BufferedReader out = process.inputReader(UTF_8);
    assertThat(out.readLine()).startsWith("{\"id\":");

    signal("INT", process);

    assertThat(out.lines().toList().getLast()).startsWith("{\"stop\":\"interrupt\",");
    assertThat(process.errorReader(UTF_8).lines().toList().getLast())
        .endsWith("stopped by interrupt");
    assertThat(process.waitFor()).isEqualTo(130);
  }

  @Test
  void controlCInAConversationStopsTheAnswerAndNotTheProgram() throws Exception {
    Path model = withALongContext();
    Files.writeString(model.resolve("chat_template.jinja"), "{{ bos_token }}{{ messages|length }}");
    Process process =
        kvasir.startBash(
            withoutIgnoredInterrupts(
                "\"$kvasir\" chat --json --ignore-eos --ctx 1000000 -m '" + model + "'"));
    BufferedReader out = process.inputReader(UTF_8);
    BufferedWriter in = process.outputWriter(UTF_8);
    for (String question : List.of("first", "second")) {
      in.append(question).append('\n').flush();
      assertThat(out.readLine()).startsWith("{\"id\":");

      signal("INT", process);

      String line = out.readLine();
      while (line.startsWith("{\"id\":")) {
        line = out.readLine();
      }
      assertThat(line).startsWith("{\"stop\":\"interrupt\",");
    }
    in.append("/quit\n").flush();
    assertThat(out.readLine()).isNull();
    assertThat(process.waitFor()).isZero();
  }

  /** A model whose context takes longer to fill than this test waits. */
  private Path withALongContext() throws IOException {
    Path model = Files.createDirectories(temporary.resolve("model"));
    for (String name : List.of("model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
      Files.copy(TINY.resolve(name), model.resolve(name));
    }
    String config = Files.readString(TINY.resolve("config.json"));
    String limit = "\"max_position_embeddings\": 256";
    assertThat(config).contains(limit);
    Files.writeString(model.resolve("config.json"), config.replace(limit, limit + "0000"));
    return model;
  }

  private static void signal(String name, Process process) throws Exception {
    String pid = String.valueOf(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /**
   * A build in the background may have told its children to ignore Ctrl-C; GNU's env undoes that.
   */
  private static String withoutIgnoredInterrupts(String command) {
    String reset = "env --default-signal=INT";
    return "if "
        + reset
        + " true 2>/dev/null; then exec "
        + reset
        + " "
        + command
        + "; fi; exec "
        + command;
  }
}
