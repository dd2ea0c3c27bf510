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
    Path readme = Path.of("..").resolve("README.md");
    Path fixtures = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures");
    if (Boolean.getBoolean("kvasir.write")) { // as CONTRIBUTING says, after a change of families
      FamilyTable.write(readme, fixtures);
    }

    assertThat(Files.readString(readme))
        .contains(FamilyTable.BEGIN + "\n" + FamilyTable.markdown(fixtures) + FamilyTable.END);
  }
}
