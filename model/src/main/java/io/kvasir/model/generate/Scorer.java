package io.kvasir.model.generate;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import java.util.List;

/**
 * Gives the logits of every position of a text, or a look into its pass. It has no state of its
 * own: threads share it.
 */
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
    logits(ids, Ablation.NONE, rows);
  }

  /**
   * Sends a text through the decoder with parts of it switched off.
   *
   * @param ids as in {@link #logits(int[], LogitsConsumer)}, with its errors
   * @param ablation heads and feed-forwards that are silent
   * @param rows takes the logits of each position, in order
   * @throws IllegalArgumentException if the model does not have what is switched off
   */
  public void logits(int[] ids, Ablation ablation, LogitsConsumer rows) {
    passes.check(ids, context);
    passes.check(ablation);
    Sequence sequence = passes.decoder().newSequence(ids.length);
    int vocabulary = passes.decoder().config().vocabulary();
    int step = Math.clamp(FLOATS / vocabulary, 1, 256);
    for (int from = 0; from < ids.length; from += step) {
      int to = Math.min(ids.length, from + step);
      Slice slice = new Slice(sequence, ids, from, to, Slice.Want.ALL);
      passes.forward(List.of(slice), Observer.NONE, ablation);
      Rows logits = sequence.logits();
      for (int position = from; position < to; position++) {
        rows.accept(position, logits.data, logits.at(position - from), vocabulary);
      }
    }
  }

  /**
   * Sends a text through the decoder in one pass, only for its observer: no logits are computed.
   *
   * @param ids as in {@link #logits(int[], LogitsConsumer)}, with its errors
   * @param ablation heads and feed-forwards that are silent
   * @param observer looks into the pass
   * @throws IllegalArgumentException if the model does not have what is switched off
   */
  public void observe(int[] ids, Ablation ablation, Observer observer) {
    passes.check(ids, context);
    passes.check(ablation);
    Sequence sequence = passes.decoder().newSequence(ids.length);
    passes.forward(List.of(Slice.of(sequence, ids, Slice.Want.NONE)), observer, ablation);
  }
}
