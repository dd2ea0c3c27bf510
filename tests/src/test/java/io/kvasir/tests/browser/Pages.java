package io.kvasir.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pages as the command line writes them, in a process of their own. */
final class Pages {
  private Pages() {}

  static Path write(Path file, String... arguments) throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", classPath));
    command.addAll(List.of("io.kvasir.cli.Main", "explain", "--threads", "1"));
    command.addAll(List.of("--html", file.toString()));
    command.addAll(List.of(arguments));
    Path log = file.resolveSibling(file.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(log.toString()).isZero();
    return file;
  }
}
