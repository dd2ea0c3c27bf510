package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.weights.ModelFormatException;
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
            "tiny.gguf: 1 tensors that the configuration does not use: blk.0.surprise.weight");
  }

  @Test
  void lenientLoadingNotesItInstead() {
    TinyFile file = TinyFile.gguf("llama").add("blk.0.surprise.weight", 3, 8);

    try (LoadedModel model = ModelLoader.open(file.source(), STRICT.lenient(true))) {
      assertThat(model.notes())
          .containsExactly("1 tensors that the configuration does not use: blk.0.surprise.weight");
      assertThat(model.inspection().unusedTensors()).containsExactly("blk.0.surprise.weight");
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
