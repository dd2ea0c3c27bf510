package io.kvasir.model.load;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds all tensors that a configuration needs and a file does not have: a decoder is built once
 * more, with something of no use in the place of each.
 */
final class MissingTensors implements Parameters {
  private static final Tensor NOTHING =
      new Tensor(
          "nothing", TensorType.F32, Shape.matrix(1, 1), MemorySegment.ofArray(new float[1]));

  private final Parameters known;
  private final Set<String> missing = new LinkedHashSet<>(); // in the order of asking

  private MissingTensors(Parameters known) {
    this.known = known;
  }

  /**
   * The exception that names them all, and beside them those that the file has and nothing uses: a
   * tensor under another name is in both lists.
   *
   * @param resolution the file and its configuration
   * @param first the first that was missed
   */
  static ModelFormatException exception(Resolution resolution, MissingTensorException first) {
    MissingTensors found = new MissingTensors(resolution.parameters());
    try (Decoder _ =
        new Decoder(resolution.config(), found, new ParallelKernels(new ScalarKernels(), 1))) {
      List<String> missing = List.copyOf(found.missing);
      List<String> unused = resolution.unusedTensors();
      if (missing.size() == 1 && unused.isEmpty()) {
        return first;
      }
      String text = Resolution.namesText("missing", missing);
      return new ModelFormatException(
          resolution.files().file()
              + ": "
              + text
              + (unused.isEmpty() ? "" : "; " + Resolution.unusedText(unused)),
          first);
    } catch (RuntimeException e) { // the rest of the file is wrong as well
      first.addSuppressed(e);
      return first;
    }
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    try {
      return known.matrix(name, rows, cols);
    } catch (MissingTensorException e) {
      missing.add(e.tensor());
      return NOTHING;
    }
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    try {
      return known.stack(name, depth, rows, cols);
    } catch (MissingTensorException e) {
      missing.add(e.tensor());
      return Collections.nCopies(depth, NOTHING);
    }
  }

  @Override
  public float[] vector(String name, int length) {
    try {
      return known.vector(name, length);
    } catch (MissingTensorException e) {
      missing.add(e.tensor());
      return new float[length];
    }
  }
}
