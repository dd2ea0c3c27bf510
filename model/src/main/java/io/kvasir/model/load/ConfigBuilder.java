package io.kvasir.model.load;

import static io.kvasir.model.load.Settings.MODEL;

import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the resolved configuration of the settings. */
final class ConfigBuilder {
  private final Settings settings;
  private final int tensors;

  /**
   * Reads settings.
   *
   * @param settings what family and file say
   * @param tensors number of tensors in the file, which bounds the number of layers
   */
  ConfigBuilder(Settings settings, int tensors) {
    this.settings = settings;
    this.tensors = tensors;
  }

  ModelConfig build() {
    int width = settings.positive("width", MODEL); // first: most other sizes follow from it
    int count = settings.positive("layers", MODEL);
    if (count > tensors) {
      throw settings.refuse(
          "layers", MODEL, "at most the number of the file's tensors, " + tensors);
    }
    MixerBuilder mixers = new MixerBuilder(settings);
    FeedForwardBuilder feedForwards = new FeedForwardBuilder(settings);
    List<LayerConfig> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int layer = i;
      layers.add(
          checked(
              "layer " + i,
              () ->
                  new LayerConfig(
                      mixers.build(layer), feedForwards.build(layer), residual(layer))));
    }
    return checked("model", () -> model(width, layers));
  }

  private ModelConfig model(int width, List<LayerConfig> layers) {
    return new ModelConfig(
        settings.positive("vocabulary", MODEL),
        width,
        settings.positive("context", MODEL),
        embedding(width),
        layers,
        norm(settings, "last_norm", MODEL, "norm"),
        new OutputConfig(
            settings.flag("output.tied", MODEL),
            settings.flag("output.bias", MODEL),
            settings.real("output.scale", MODEL),
            settings.real("output.soft_cap", MODEL),
            tableWidth("output.table_width", width)));
  }

  /** 0 for the model's own width. */
  private int tableWidth(String name, int width) {
    int own = settings.positive(name, MODEL);
    return own == width ? 0 : own;
  }

  private EmbeddingConfig embedding(int width) {
    EmbeddingConfig.LearnedPositions positions = null;
    if (settings.flag("embedding.positions", MODEL)) {
      int rows = settings.positive("embedding.positions.rows", MODEL);
      int offset = settings.notNegative("embedding.positions.offset", MODEL);
      positions = new EmbeddingConfig.LearnedPositions(rows, offset);
    }
    return new EmbeddingConfig(
        settings.real("embedding.scale", MODEL),
        positions,
        norm(settings, "embedding.norm", MODEL, "norm"),
        tableWidth("embedding.table_width", width));
  }

  private ResidualShape residual(int layer) {
    return new ResidualShape(
        norm(settings, "block.mixer_input_norm", layer, "norm"),
        norm(settings, "block.mixer_output_norm", layer, "norm"),
        norm(settings, "block.feed_forward_input_norm", layer, "norm"),
        norm(settings, "block.feed_forward_output_norm", layer, "norm"),
        settings.flag("block.parallel", layer),
        settings.real("block.multiplier", layer),
        settings.flag("block.norms_of_sums", layer));
  }

  /** A norm of the kind that some settings describe, if the flag says that it is there. */
  static @Nullable NormConfig norm(Settings settings, String flag, int layer, String kind) {
    return settings.flag(flag, layer) ? norm(settings, layer, kind) : null;
  }

  static NormConfig norm(Settings settings, int layer, String kind) {
    return new NormConfig(
        settings.choice(kind + ".kind", layer, Words.NORMS),
        (float) settings.positiveNumber(kind + ".epsilon", layer),
        settings.real(kind + ".offset", layer),
        settings.flag(kind + ".weight", layer),
        settings.flag(kind + ".bias", layer));
  }

  /** What a record finds impossible is an error of the file. */
  private <T> T checked(String part, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(
          settings.metadata().source() + ": " + part + ": " + e.getMessage(), e);
    }
  }
}
