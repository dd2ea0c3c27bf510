package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelsProviderTest {
  /** Prints the name of the kernels, asked for twice. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println(KernelsProvider.best().name() + " " + KernelsProvider.best().name());
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }

  @Test
  void withoutTheModuleScalarKernelsWarnOnce() throws IOException, InterruptedException {
    String printed = run();
    assertThat(printed).contains("scalar scalar");
    assertThat(printed.split("slow scalar kernels are in use", -1)).hasSize(2);
    assertThat(printed).contains("--add-modules jdk.incubator.vector");
  }

  @Test
  void withTheModuleVectorsAreChosen() throws IOException, InterruptedException {
    String printed = run("--add-modules", "jdk.incubator.vector", "-Dkvasir.vector.bits=256");
    assertThat(printed).contains("vector-256 vector-256").doesNotContain("slow");
  }
}
