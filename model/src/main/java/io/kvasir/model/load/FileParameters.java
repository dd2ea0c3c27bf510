package io.kvasir.model.load;

import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tensors of a file by our names, as the family's JSON maps them. */
final class FileParameters implements Parameters {
  private static final String LAYERS = "layers.";

  private final Dialect dialect;
  private final FileTensors files;
  private final Settings settings;
  private final String file;

  FileParameters(Dialect dialect, FileTensors files, Settings settings) {
    this.dialect = dialect;
    this.files = files;
    this.settings = settings;
    this.file = files.file();
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    Tensor tensor = single(name);
    check(tensor, Shape.matrix(rows, cols));
    return tensor;
  }

  private Tensor single(String name) {
    List<Tensor> found = found(name, false);
    if (found.size() != 1) {
      throw new ModelFormatException(
          file
              + ": tensor "
              + printable(found)
              + " is a stack of "
              + found.size()
              + ", wanted one");
    }
    return found.getFirst();
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    List<Tensor> found = found(name, false);
    if (found.size() != depth) {
      throw new ModelFormatException(
          file
              + ": tensor "
              + printable(found)
              + ": "
              + found.size()
              + " in the stack, expected "
              + depth);
    }
    found.forEach(tensor -> check(tensor, Shape.matrix(rows, cols)));
    return found;
  }

  @Override
  public float[] vector(String name, int length) {
    List<Tensor> found = found(name, true);
    long count = 0;
    for (Tensor tensor : found) {
      count += tensor.shape().elements();
    }
    if (count != length) {
      throw new ModelFormatException(
          file
              + ": tensor "
              + printable(found)
              + " has "
              + count
              + " elements, expected "
              + length);
    }
    return FileTensors.floats(found);
  }

  /** All elements of a vector whose length only the file knows. */
  float[] vector(String name) {
    return FileTensors.floats(found(name, true));
  }

  boolean has(String name) {
    Place place = place(name, false);
    return place != null && place.rule.present(place.scope);
  }

  int rows(String name) {
    return single(name).shape().rows();
  }

  private List<Tensor> found(String name, boolean vector) {
    Place place = place(name, vector);
    if (place == null) {
      throw new ModelFormatException(
          file + ": " + dialect.family() + " does not say where the tensor " + name + " is");
    }
    return place.rule.find(place.scope);
  }

  private record Place(TensorRule rule, TensorRule.TensorScope scope) {}

  /** A rule for the whole name goes before one for the name without .weight or .bias. */
  private @Nullable Place place(String name, boolean vector) {
    int layer = -1;
    String pattern = name;
    if (name.startsWith(LAYERS)) {
      int end = name.indexOf('.', LAYERS.length());
      layer = Integer.parseInt(name, LAYERS.length(), end, 10);
      pattern = "layers.#" + name.substring(end);
    }
    TensorRule rule = dialect.tensors().get(pattern);
    String suffix = "";
    if (rule == null) {
      int dot = pattern.lastIndexOf('.');
      suffix = pattern.substring(dot);
      rule = dialect.tensors().get(pattern.substring(0, dot));
    }
    return rule == null
        ? null
        : new Place(rule, new TensorRule.TensorScope(files, settings, layer, suffix, vector));
  }

  private void check(Tensor tensor, Shape wanted) {
    if (!tensor.shape().equals(wanted)) {
      throw new ModelFormatException(
          file
              + ": tensor "
              + ModelFormatException.printable(tensor.name())
              + " has the shape "
              + tensor.shape()
              + ", expected "
              + wanted);
    }
  }

  private static String printable(List<Tensor> found) {
    return ModelFormatException.printable(found.getFirst().name());
  }
}
