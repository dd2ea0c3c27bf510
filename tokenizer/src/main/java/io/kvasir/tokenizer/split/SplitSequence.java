package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import java.util.List;

/**
 * One pre-tokenizer after the other.
 *
 * @param stages in the order of the text's way
 */
public record SplitSequence(List<PreTokenizer> stages) implements PreTokenizer {
  /** Copies the list. */
  public SplitSequence {
    stages = List.copyOf(stages);
  }

  @Override
  public PieceSink before(PieceSink next, Work work) {
    PieceSink sink = next;
    for (PreTokenizer stage : stages.reversed()) {
      sink = stage.before(sink, work);
    }
    return sink;
  }
}
