package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resources of the families, and families that users write. */
class FamilyTest {
  @TempDir private Path folder;

  @Test
  void everyBuiltInFamilyStatesOnlySettingsThatSomethingReads() {
    List<Family> families = Families.all();
    assertThat(families).hasSizeGreaterThan(30);
    families.forEach(family -> SettingNames.check(family.levels()));
  }

  @Test
  void everyFamilyIsReadForBothContainers() {
    List<Family> families = Families.all();

    assertThat(families).hasSizeGreaterThan(30);
    for (Family family : families) {
      for (Container container : Container.values()) {
        Dialect dialect = family.dialect(container);
        assertThat(dialect.settings()).containsKeys("width", "layers", "rope.pairs");
        assertThat(dialect.tensors()).containsKey("embedding.tokens");
        assertThat(dialect.ignore().values()).allMatch(reason -> !reason.isBlank());
      }
    }
  }

  @Test
  void aNameAsksForOneFamilyOnly() {
    for (Container container : Container.values()) {
      List<String> names = new ArrayList<>();
      Families.all().forEach(family -> names.addAll(family.identities(container)));
      Set<String> different = new HashSet<>(names);

      assertThat(names).hasSizeGreaterThan(25).hasSameSizeAs(different);
      for (String name : names) {
        assertThat(Families.find(container, name)).isPresent();
      }
    }
  }

  @Test
  void whatFilesAskForHasATitle() {
    for (Family family : Families.all()) {
      boolean asked =
          !family.identities(Container.GGUF).isEmpty()
              || !family.identities(Container.HUGGING_FACE).isEmpty();
      assertThat(family.title().isEmpty()).as(family.name()).isNotEqualTo(asked);
    }
  }

  @Test
  void namesThatAreNoFilesAreNotLookedUp() {
    assertThat(Families.find(Container.HUGGING_FACE, "../family/llama")).isEmpty();
    assertThat(Families.find(Container.HUGGING_FACE, "base")).isEmpty();
    assertThat(Families.find(Container.HUGGING_FACE, "\u0000\"{}")).isEmpty();
  }

  @Test
  void theNearestFileWins() throws Exception {
    Family family =
        read(
            """
            {"extends": "gemma2", "settings": {"embedding.scale": 2},
             "gguf": {"architectures": ["mine"], "settings": {"rope.pairs": "neighbours"}}}
            """);

    assertThat(family.identities(Container.GGUF)).containsExactly("mine");
    assertThat(family.identities(Container.HUGGING_FACE)).isEmpty();
    Dialect gguf = family.dialect(Container.GGUF);
    assertThat(gguf.settings().get("embedding.scale")).isEqualTo(new ConstantSource(2L));
    assertThat(gguf.settings().get("rope.pairs")).isEqualTo(new ConstantSource("neighbours"));
    assertThat(family.dialect(Container.HUGGING_FACE).settings().get("rope.pairs"))
        .isEqualTo(new ConstantSource("halves"));
  }

  @Test
  void mistakesInAFamilyFileAreNamed() {
    refused("[1]", "found '[', wanted an object");
    refused("{\"extends\": \"no-such\"}", "extends is no-such, wanted the name of a built-in");
    refused("{\"colour\": 1}", "unknown member colour");
    refused("{\"gguf\": {\"colour\": 1}}", "gguf: unknown member colour");
    refused("{\"settings\": {\"width\": {\"halved\": 3}}}", "wanted a known operation");
    refused("{\"settings\": {\"width\": {\"quotient\": [1]}}}", "wanted a known operation");
    refused(
        "{\"extends\": \"base\", \"settings\": {\"widht\": 3}}", "nothing reads the setting widht");
    refused("{\"gguf\": {\"tensors\": {\"norm\": {\"turned\": \"a\"}}}}", "unknown member turned");
    refused("{\"settings\": {\"width\": 3}", "not valid JSON");
  }

  @Test
  void settingsThatGoInACircleAreFound() throws Exception {
    Path file =
        write(
            "{\"extends\": \"base\", \"settings\": {\"a\": \"@b\", \"b\": \"@a\", \"width\":"
                + " \"@a\"}, \"gguf\": {\"architectures\": [\"mine\"], \"settings\": {\"width\":"
                + " \"@a\"}}}");
    LoadOptions options = LoadOptions.defaults().threads(1).familyFile(file);

    assertThatThrownBy(() -> ModelLoader.open(TinyFile.gguf("mine").source(), options))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("is made of itself");
  }

  @Test
  void aFamilyFileForAnotherModelIsRefused() throws Exception {
    Path file = write("{\"extends\": \"llama\", \"gguf\": {\"architectures\": [\"mine\"]}}");
    LoadOptions options = LoadOptions.defaults().threads(1).familyFile(file);

    assertThatThrownBy(() -> ModelLoader.open(TinyFile.gguf("qwen2").source(), options))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("general.architecture is 'qwen2', wanted one of mine");
    try (LoadedModel model = ModelLoader.open(TinyFile.gguf("mine").source(), options)) {
      assertThat(model.config().width()).isEqualTo(8);
    }
  }

  private Path write(String json) throws Exception {
    return Files.writeString(folder.resolve("mine.json"), json, StandardCharsets.UTF_8);
  }

  private Family read(String json) throws Exception {
    return Families.read(write(json));
  }

  private void refused(String json, String message) {
    assertThatThrownBy(() -> read(json).dialect(Container.GGUF))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("mine.json")
        .hasMessageContaining(message);
  }
}
