package io.kvasir.model.load;

import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.config.RopeConfig.Angles;
import io.kvasir.model.weights.ModelFormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Resolves what settings say of rotation into angles. Layers that rotate alike share them. */
final class RopeBuilder {
  private static final List<String> SCALINGS =
      List.of("none", "linear", "llama3", "proportional", "dynamic", "yarn", "longrope");

  private final Settings settings;
  private final Map<RopeConfig, RopeConfig> known = new HashMap<>();

  RopeBuilder(Settings settings) {
    this.settings = settings;
  }

  RopeConfig build(int layer) {
    int width = settings.positive("rope.width", layer);
    if (width % 2 != 0) {
      throw settings.refuse("rope.width", layer, "an even number");
    }
    double base = settings.positiveNumber("rope.base", layer);
    RopeConfig rope =
        switch (settings.word("rope.scaling", layer, SCALINGS)) {
          case "none" -> one(layer, plain(layer, width, base));
          case "linear" ->
              one(layer, RopeFrequencies.divided(plain(layer, width, base), factor(layer)));
          case "llama3" -> one(layer, llama3(layer, plain(layer, width, base)));
          case "proportional" -> proportional(layer, width, base);
          case "dynamic" -> dynamic(layer, width, base);
          case "yarn" -> yarn(layer, width, base);
          default -> longRope(layer, width, base);
        };
    return known.computeIfAbsent(rope, r -> r);
  }

  private RopeConfig.Pairs pairs(int layer) {
    return settings.choice("rope.pairs", layer, Words.PAIRS);
  }

  private double factor(int layer) {
    return settings.positiveNumber("rope.factor", layer);
  }

  private double original(int layer) {
    return settings.positiveNumber("rope.original_context", layer);
  }

  /** Plain frequencies, divided by the factors of each pair if the file has them as a tensor. */
  private float[] plain(int layer, int width, double base) {
    float[] plain = RopeFrequencies.plain(width, base);
    FileParameters tensors = settings.tensors();
    return tensors.has("rope.factors")
        ? RopeFrequencies.divided(plain, factors("rope.factors", layer, plain.length))
        : plain;
  }

  /** Factors of each pair: a tensor of the file, or else a list in its metadata. */
  private float[] factors(String name, int layer, int pairs) {
    FileParameters tensors = settings.tensors();
    float[] factors = tensors.has(name) ? tensors.vector(name) : settings.numbers(name, layer);
    if (factors.length != pairs) {
      throw new ModelFormatException(
          settings.metadata().source()
              + ": "
              + name
              + " has "
              + factors.length
              + " numbers, wanted one for each of "
              + pairs
              + " pairs");
    }
    return factors;
  }

  /** A rotation whose angles do not depend on how far a sequence may reach. */
  private RopeConfig one(int layer, float[] frequencies) {
    return new RopeConfig(2 * frequencies.length, pairs(layer), new Angles(frequencies, 1));
  }

  private float[] llama3(int layer, float[] plain) {
    return RopeFrequencies.smoothed(
        plain,
        factor(layer),
        settings.positiveNumber("rope.low_frequency_factor", layer),
        settings.positiveNumber("rope.high_frequency_factor", layer),
        original(layer));
  }

  private RopeConfig proportional(int layer, int width, double base) {
    int turned = settings.positive("rope.turned_width", layer);
    float[] frequencies =
        RopeFrequencies.divided(RopeFrequencies.partial(width, turned, base), factor(layer));
    return new RopeConfig(width, pairs(layer), new Angles(frequencies, 1));
  }

  /** Sequences beyond the context get the base of a sequence of factor times the context. */
  private RopeConfig dynamic(int layer, int width, double base) {
    int context = settings.positive("context", Settings.MODEL);
    double far = RopeFrequencies.dynamicBase(base, factor(layer), width);
    return new RopeConfig(
        width,
        pairs(layer),
        new Angles(RopeFrequencies.plain(width, base), 1),
        new Angles(RopeFrequencies.plain(width, far), 1),
        context);
  }

  private RopeConfig yarn(int layer, int width, double base) {
    float[] frequencies =
        RopeFrequencies.yarn(
            plain(layer, width, base),
            base,
            factor(layer),
            original(layer),
            settings.positiveNumber("rope.beta_fast", layer),
            settings.positiveNumber("rope.beta_slow", layer),
            settings.flag("rope.truncate", layer));
    float magnitude = settings.real("rope.magnitude", layer);
    return new RopeConfig(width, pairs(layer), new Angles(frequencies, magnitude));
  }

  private RopeConfig longRope(int layer, int width, double base) {
    float[] plain = plain(layer, width, base);
    float magnitude = settings.real("rope.magnitude", layer);
    float[] near = factors("rope.short_factors", layer, plain.length);
    float[] far = factors("rope.long_factors", layer, plain.length);
    return new RopeConfig(
        width,
        pairs(layer),
        new Angles(RopeFrequencies.divided(plain, near), magnitude),
        new Angles(RopeFrequencies.divided(plain, far), magnitude),
        (int) original(layer));
  }
}
