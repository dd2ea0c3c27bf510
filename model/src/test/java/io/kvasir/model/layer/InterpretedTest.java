package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.kernel.vector.VectorKernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The first law across compilers: a JVM that only interprets comes to the bits of one that
 * compiles.
 */
@Tag("vector")
class InterpretedTest {
  @Test
  void interpretedEqualsCompiled() throws IOException, InterruptedException {
    String expected = new VectorKernels().name() + " " + Long.toHexString(LogitsHash.hash(40));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String bits = System.getProperty("kvasir.vector.bits");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xint",
            "--add-modules",
            "jdk.incubator.vector",
            bits == null ? "-Dkvasir.unused=" : "-Dkvasir.vector.bits=" + bits,
            "-cp",
            classPath,
            LogitsHash.class.getName(),
            "1");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed;
    try (InputStream out = process.getInputStream()) {
      printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo(expected);
  }
}
