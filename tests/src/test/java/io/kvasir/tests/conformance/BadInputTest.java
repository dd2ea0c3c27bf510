package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.tokenizer.TokenizerFormatException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files are refused by one clear line, cheaply. */
@Tag("shared")
class BadInputTest {
  private static final long MOST_BYTES = 256L << 20;

  /** A damaged file and what must become of it. */
  record Case(Path folder, String file, String what, String must) {
    @Override
    public String toString() {
      return file + ": " + what;
    }
  }

  static Stream<Case> cases() throws IOException {
    Path folder = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures/bad");
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    List<Case> cases = new ArrayList<>();
    for (JsonNode one : manifest.get("cases")) {
      cases.add(
          new Case(
              folder,
              one.get("file").asText(),
              one.get("what").asText(),
              one.get("must").asText()));
    }
    assertThat(cases).hasSizeGreaterThan(100);
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aDamagedFileIsRefusedByOneLine(Case bad) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Path path = bad.folder().resolve(bad.file());
    boolean refused = false;
    try (Kvasir kvasir = Kvasir.open(path, OpenOptions.defaults().threads(1))) {
      assertThat(twoTokens(kvasir, bad.file())).isEqualTo(2);
    } catch (ModelFormatException | TokenizerFormatException e) {
      refused = true;
      assertThat(e).hasMessageContaining(bad.file());
      assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
    }
    if (!bad.must().equals("either")) {
      assertThat(refused).isEqualTo(bad.must().equals("reject"));
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
  }

  private static int twoTokens(Kvasir kvasir, String name) {
    GenerateOptions options =
        GenerateOptions.defaults().temperature(0).maxTokens(2).ignoreEnd(true);
    String text = name.contains("catastrophic") ? "a".repeat(40) + "b" : "a";
    int tokens = 0;
    try (Generation generation =
        name.startsWith("tok-")
            ? kvasir.start(text, options)
            : kvasir.start(new int[] {1, 2, 3}, options)) {
      while (generation.hasNext()) {
        generation.next();
        tokens++;
      }
    }
    return tokens;
  }
}
