package io.kvasir.model.generate;

import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.NotFiniteException;
import io.kvasir.model.observe.Observer;
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
  void forward(List<Slice> slices, Observer observer) {
    try {
      decoder.forward(slices, observer);
    } catch (NotFiniteException e) {
      throw new ModelFormatException(engine.file() + ": " + e.getMessage(), e);
    }
  }
}
