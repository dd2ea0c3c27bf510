package io.kvasir.model.load;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.kernel.Activation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words that settings choose from: the names of our options in small letters. */
final class Words {
  static final Map<String, NormConfig.Kind> NORMS = of(NormConfig.Kind.values());
  static final Map<String, Activation> ACTIVATIONS = of(Activation.values());
  static final Map<String, RopeConfig.Pairs> PAIRS = of(RopeConfig.Pairs.values());
  static final Map<String, AttentionConfig.Span> SPANS = of(AttentionConfig.Span.values());
  static final Map<String, FeedForwardConfig.Score> SCORES = of(FeedForwardConfig.Score.values());
  static final Map<String, FeedForwardConfig.GroupScore> GROUP_SCORES =
      of(FeedForwardConfig.GroupScore.values());

  private Words() {}

  static <E extends Enum<E>> Map<String, E> of(E[] values) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    return words;
  }
}
