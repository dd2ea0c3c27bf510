package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first law across compilers, kernel by kernel. */
@Tag("vector")
class CompilersTest {
  @Test
  void interpretedEqualsCompiled() throws IOException, InterruptedException {
    int first = KernelHash.hash();
    for (int i = 0; i < 200; i++) { // through the interpreter, C1 and C2
      assertThat(KernelHash.hash()).isEqualTo(first);
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xint",
            "--add-modules",
            "jdk.incubator.vector",
            "-Dkvasir.vector.bits=" + 32 * Lanes.W,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KernelHash.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed.strip()).isEqualTo(Integer.toString(first));
  }
}
