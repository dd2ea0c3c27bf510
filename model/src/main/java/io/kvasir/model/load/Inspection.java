package io.kvasir.model.load;

import io.kvasir.model.config.ModelConfig;
import java.util.List;

/**
 * What a file comes to.
 *
 * @param family name of the family's JSON
 * @param title what people call the family
 * @param config the resolved configuration
 * @param unreadKeys keys of the metadata that nothing reads, but for those that only describe
 * @param unusedTensors tensors that the configuration does not use
 * @param copiedBytes bytes of weights that are kept in another order beside the mapped file
 */
public record Inspection(
    String family,
    String title,
    ModelConfig config,
    List<String> unreadKeys,
    List<String> unusedTensors,
    long copiedBytes) {
  /** Copies the lists. */
  public Inspection {
    unreadKeys = List.copyOf(unreadKeys);
    unusedTensors = List.copyOf(unusedTensors);
  }
}
