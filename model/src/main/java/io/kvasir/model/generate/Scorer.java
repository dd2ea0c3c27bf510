package io.kvasir.model.generate;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import java.util.List;

/** Gives the logits of every position of a text. It has no state of its own: threads share it. */
public final class Scorer {
  private static final int FLOATS = 1 << 21; // 8 MB of logits at a time

  private final Passes passes;
  private final int context;

  /**
   * Puts the parts together.
   *
   * @param decoder runs the passes
   * @param context the most positions of a sequence, at least 1
   * @param engine names the file in errors
   */
  public Scorer(Decoder decoder, int context, EngineInfo engine) {
    this.passes = new Passes(decoder, engine);
    this.context = context;
  }

  /**
   * Sends a text through the decoder, piece by piece.
   *
   * @param ids at least one
   * @param rows takes the logits of each position, in order
   * @throws InvalidPromptException if there are no ids, if one is outside of the vocabulary, or if
   *     they are more than the context holds ({@link PromptTooLongException})
   * @throws io.kvasir.model.weights.ModelFormatException if the weights lead to numbers that are
   *     not finite
   */
  public void logits(int[] ids, LogitsConsumer rows) {
    passes.check(ids, context);
    int vocabulary = passes.decoder().config().vocabulary();
    int step = Math.clamp(FLOATS / vocabulary, 1, 256);
    Sequence sequence = passes.decoder().newSequence(ids.length);
    for (int from = 0; from < ids.length; from += step) {
      int to = Math.min(ids.length, from + step);
      passes.forward(List.of(new Slice(sequence, ids, from, to, Slice.Want.ALL)), Observer.NONE);
      Rows logits = sequence.logits();
      for (int position = from; position < to; position++) {
        rows.accept(position, logits.data, logits.at(position - from), vocabulary);
      }
    }
  }
}
