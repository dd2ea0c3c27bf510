package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Nothing of a file is left out in silence, and nothing is made up. */
class StrictTensorsTest {
  private static final LoadOptions STRICT =
      LoadOptions.defaults().threads(1).kernels(new ScalarKernels());

  @Test
  void aTensorThatNothingUsesIsNamed() {
    TinyFile file = TinyFile.gguf("llama").add("blk.0.surprise.weight", 3, 8);

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "tiny.gguf: 1 tensor that the configuration does not use: blk.0.surprise.weight");
  }

  @Test
  void lenientLoadingWarnsOfItInstead() {
    TinyFile file = TinyFile.gguf("llama").add("blk.0.surprise.weight", 3, 8);
    Logger logger = Logger.getLogger(ModelLoader.class.getName());
    List<String> warnings = new ArrayList<>();
    logger.setFilter(record -> { // takes what is said, and lets nothing through
      warnings.add(record.getMessage());
      return false;
    });

    try (LoadedModel model = ModelLoader.open(file.source(), STRICT.lenient(true))) {
      assertThat(warnings)
          .containsExactly(
              "tiny.gguf: 1 tensor that the configuration does not use: blk.0.surprise.weight");
      assertThat(model.inspection().unusedTensors()).containsExactly("blk.0.surprise.weight");
    } finally {
      logger.setFilter(null);
    }
  }

  @Test
  void whatTheFamilyIgnoresIsNoError() {
    TinyFile file = TinyFile.gguf("llama").add("blk.0.attn.rope_freqs.weight", 1, 2);

    try (LoadedModel model = ModelLoader.open(file.source(), STRICT)) {
      assertThat(model.notes()).isEmpty();
    }
  }

  @Test
  void aMissingTensorIsNamedAlsoWhenLenient() {
    TinyFile file = TinyFile.gguf("llama").remove("blk.0.ffn_up.weight");

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT.lenient(true)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("tiny.gguf: tensor blk.0.ffn_up.weight is missing");
  }

  @Test
  void allThatIsMissingIsNamedBesideWhatNothingUses() {
    TinyFile file =
        TinyFile.gguf("llama")
            .remove("blk.0.ffn_up.weight")
            .remove("blk.0.attn_norm.weight")
            .add("blk.0.feed_up.weight", 12, 8);

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "tiny.gguf: 2 tensors missing: blk.0.ffn_up.weight, blk.0.attn_norm.weight; 1 tensor"
                + " that the configuration does not use: blk.0.feed_up.weight");
  }

  @Test
  void aVocabularyAloneIsNoModel() {
    TinyFile file = TinyFile.gguf("llama");
    file.tensors.clear();

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("tiny.gguf: has no tensors, wanted the weights of a model");
  }

  @Test
  void theShapeIsCheckedAgainstTheConfiguration() {
    TinyFile file = TinyFile.gguf("llama");
    file.keys.put("llama.feed_forward_length", 13);

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("tiny.gguf: tensor blk.0.ffn_")
        .hasMessageContaining("expected [13, 8]");
  }

  @Test
  void aTiedOutputUsesTheEmbeddingAndAnUntiedOneItsOwnMatrix() {
    try (LoadedModel tied = ModelLoader.open(TinyFile.gguf("llama").source(), STRICT)) {
      assertThat(tied.config().output().tied()).isTrue();
    }
    TinyFile file = TinyFile.gguf("llama").add("output.weight", 16, 8);
    try (LoadedModel untied = ModelLoader.open(file.source(), STRICT)) {
      assertThat(untied.config().output().tied()).isFalse();
    }
  }

  @Test
  void keysThatNothingReadsAreListed() {
    TinyFile file = TinyFile.gguf("llama");
    file.keys.put("llama.novelty", 5);

    try (LoadedModel model = ModelLoader.open(file.source(), STRICT)) {
      assertThat(model.inspection().unreadKeys()).containsExactly("llama.novelty");
    }
  }

  @Test
  void anUnknownArchitectureListsTheKnownOnes() {
    assertThatThrownBy(() -> ModelLoader.open(TinyFile.gguf("frobnicator").source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("general.architecture is 'frobnicator', wanted one of ")
        .hasMessageContaining("llama, ");
  }

  @Test
  void valuesOfAnotherWidthThanKeysAreRefused() {
    TinyFile file = TinyFile.gguf("llama");
    file.keys.put("llama.attention.value_length", 2);

    assertThatThrownBy(() -> ModelLoader.open(file.source(), STRICT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("tiny.gguf: llama.attention.value_length is 2, wanted the width of keys, 4");
  }
}
