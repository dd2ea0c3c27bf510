package io.kvasir.model.djl;

import ai.djl.Model;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.sample.SamplerSpec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes translators from text to text. Arguments, all optional: {@code maxTokens}, {@code
 * temperature}, {@code topK}, {@code topP}, {@code minP}, {@code repetitionPenalty}, {@code seed},
 * {@code stop}, which is a text or a list of texts.
 */
public final class KvasirTranslatorFactory implements TranslatorFactory {
  private static final Set<Pair<Type, Type>> TYPES = Set.of(new Pair<>(String.class, String.class));
  private static final List<String> KNOWN =
      List.of(
          "maxTokens", "temperature", "topK", "topP", "minP", "repetitionPenalty", "seed", "stop");

  /** What DJL's loader of models puts in or reads itself (BaseModelLoader, SimpleRepository). */
  private static final List<String> OF_DJL =
      List.of(
          "application",
          "engine",
          "modelName",
          "translatorFactory",
          "blockFactory",
          "model_name",
          "artifact_id");

  /** For {@code Criteria.optTranslatorFactory}. */
  public KvasirTranslatorFactory() {}

  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return TYPES;
  }

  /**
   * Makes a translator.
   *
   * @throws IllegalArgumentException if an argument is not known or cannot be used; DJL hands it on
   *     as it is, while it would hide a {@code TranslateException} behind "no model found"
   */
  @Override
  @SuppressWarnings("unchecked") // both types have been checked to be String
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, @Nullable Map<String, ?> arguments) {
    if (!isSupported(input, output)) {
      throw new IllegalArgumentException(
          "from " + input.getName() + " to " + output.getName() + ", wanted String to String");
    }
    Map<String, ?> given = arguments == null ? Map.of() : arguments;
    GenerateOptions options = options(new Arguments("argument", given, KNOWN, OF_DJL));
    return (Translator<I, O>) new KvasirTranslator(options);
  }

  private static GenerateOptions options(Arguments arguments) {
    SamplerSpec usual = SamplerSpec.defaults();
    SamplerSpec sampler =
        new SamplerSpec(
            arguments.has("temperature") ? arguments.number("temperature") : usual.temperature(),
            arguments.has("topK") ? arguments.integer("topK") : usual.topK(),
            arguments.has("topP") ? arguments.number("topP") : usual.topP(),
            arguments.has("minP") ? arguments.number("minP") : usual.minP(),
            arguments.has("repetitionPenalty")
                ? arguments.number("repetitionPenalty")
                : usual.repetitionPenalty(),
            arguments.has("seed")
                ? OptionalLong.of(arguments.whole("seed"))
                : OptionalLong.empty());
    GenerateOptions options = GenerateOptions.defaults().sampler(sampler);
    if (arguments.has("maxTokens")) {
      options = options.maxTokens(arguments.integer("maxTokens"));
    }
    return arguments.has("stop") ? options.stops(arguments.texts("stop")) : options;
  }
}
