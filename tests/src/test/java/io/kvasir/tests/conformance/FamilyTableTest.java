package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The README's table of families is the one that the resources and the golden models give. */
@Tag("shared")
class FamilyTableTest {
  @Test
  void theReadmeHasTheTableOfTheResources() throws Exception {
    String readme = Files.readString(Path.of("..").resolve("README.md"));
    Path fixtures = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures");

    assertThat(readme)
        .contains(FamilyTable.BEGIN + "\n" + FamilyTable.markdown(fixtures) + FamilyTable.END);
  }
}
