package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import java.util.List;

/**
 * One normalizer after the other.
 *
 * @param stages in the order of the text's way
 */
public record NormalizeSequence(List<Normalizer> stages) implements Normalizer {
  /** Copies the list. */
  public NormalizeSequence {
    stages = List.copyOf(stages);
  }

  @Override
  public String normalize(String text) {
    String result = text;
    for (Normalizer stage : stages) {
      result = stage.normalize(result);
    }
    return result;
  }

  @Override
  public boolean dropsStart(String text) {
    String result = text;
    for (Normalizer stage : stages) {
      if (stage.dropsStart(result)) {
        return true;
      }
      result = stage.normalize(result);
    }
    return false;
  }
}
