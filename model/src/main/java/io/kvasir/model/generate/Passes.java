package io.kvasir.model.generate;

import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.NotFiniteException;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.CacheOverflowException;
import io.kvasir.model.state.NotEnoughMemoryException;
import io.kvasir.model.state.Slice;
import io.kvasir.model.weights.ModelFormatException;
import java.util.List;

/**
 * A decoder and what is known about it; errors of a pass name the model's file.
 *
 * @param decoder runs the passes
 * @param engine describes it
 */
record Passes(Decoder decoder, EngineInfo engine) {
  void forward(List<Slice> slices, Observer observer, Ablation ablation) {
    try {
      decoder.forward(slices, observer, ablation);
    } catch (NotFiniteException e) {
      throw new ModelFormatException(engine.file() + ": " + e.getMessage(), e);
    } catch (CacheOverflowException e) {
      throw new ModelFormatException(engine.file() + ": " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      long positions = 0;
      long bytes = 0;
      for (Slice slice : slices) {
        positions += slice.sequence().length();
        bytes += slice.sequence().bytes();
      }
      throw NotEnoughMemoryException.during(
          engine.file()
              + ": after "
              + positions
              + " positions, whose cache takes "
              + bytes
              + " bytes",
          e);
    }
  }

  /** Fails if the decoder does not have what is to be switched off. */
  void check(Ablation ablation) {
    try {
      ablation.check(decoder.config());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(engine.file() + ": " + e.getMessage(), e);
    }
  }

  /** Fails with an {@link InvalidPromptException} if ids cannot go through the decoder. */
  void check(int[] ids, int context) {
    if (ids.length == 0) {
      throw new InvalidPromptException("the prompt has no tokens, wanted at least one");
    }
    int vocabulary = decoder.config().vocabulary();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new InvalidPromptException(
            "token "
                + ids[i]
                + " at index "
                + i
                + " of the prompt, wanted 0 to "
                + (vocabulary - 1));
      }
    }
    if (ids.length > context) {
      throw new PromptTooLongException(ids.length, context, decoder.config().context());
    }
  }
}
