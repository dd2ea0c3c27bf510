package io.kvasir.model.generate;

import java.util.List;

/**
 * What works under a generation.
 *
 * @param file the model's file, for error messages
 * @param kernels name of the kernels, for example {@code vector-512}
 * @param threads threads that compute
 * @param activations numeric mode, for example {@code float}
 * @param cacheType type of the cached keys and values, for example {@code f32}
 * @param loadSeconds seconds that it took to open weights and configuration
 * @param tokenizerSeconds seconds that it took to load the tokenizer
 * @param notes what the engine keeps beside the mapped file, one sentence each; usually none
 */
public record EngineInfo(
    String file,
    String kernels,
    int threads,
    String activations,
    String cacheType,
    double loadSeconds,
    double tokenizerSeconds,
    List<String> notes) {
  /** Copies the list. */
  public EngineInfo {
    notes = List.copyOf(notes);
  }

  /**
   * The same with the time of the tokenizer.
   *
   * @param value seconds
   * @return a copy
   */
  public EngineInfo tokenizerSeconds(double value) {
    return new EngineInfo(
        file, kernels, threads, activations, cacheType, loadSeconds, value, notes);
  }
}
