package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import java.util.List;

/**
 * One decoder after the other.
 *
 * @param stages in the order of the tokens' way
 */
public record DecodeSequence(List<Decoder> stages) implements Decoder {
  /** Copies the list. */
  public DecodeSequence {
    stages = List.copyOf(stages);
  }

  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    TokenSink sink = next;
    for (Decoder stage : stages.reversed()) {
      sink = stage.before(sink, moment);
    }
    return sink;
  }
}
