package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The tensors of a file by the file's names. Remembers which were used, and owns the copies of
 * those that a file stores in another order.
 */
final class FileTensors {
  private final TensorSource source;
  private final List<String> prefixes;
  private final Arena arena;
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, Tensor> made = new HashMap<>();
  private long copiedBytes;

  /**
   * Looks into a file.
   *
   * @param source the file
   * @param prefixes what may stand before a family's names, the usual one first
   * @param arena owns the copies
   */
  FileTensors(TensorSource source, List<String> prefixes, Arena arena) {
    this.source = source;
    this.prefixes = prefixes;
    this.arena = arena;
  }

  /** The file, for messages. */
  String file() {
    return ModelFormatException.printable(source.path());
  }

  boolean has(String name) {
    for (String candidate : candidates(name)) {
      if (source.find(candidate).isPresent()) {
        return true;
      }
    }
    return false;
  }

  Tensor require(String name) {
    for (String candidate : candidates(name)) {
      Optional<Tensor> tensor = source.find(candidate);
      if (tensor.isPresent()) {
        used.add(candidate);
        return tensor.get();
      }
    }
    throw new MissingTensorException(file(), candidates(name).getFirst());
  }

  /** A name that begins with a slash is whole. */
  private List<String> candidates(String name) {
    if (name.startsWith("/")) {
      return List.of(name.substring(1));
    }
    List<String> names = new ArrayList<>(prefixes.size());
    for (String prefix : prefixes) {
      names.add(prefix + name);
    }
    return names;
  }

  /** Zeroed memory outside of the heap that lives as long as the model. */
  MemorySegment copy(String what, long bytes) {
    copiedBytes += bytes;
    try {
      return arena.allocate(bytes, 64);
    } catch (OutOfMemoryError e) {
      throw new ModelFormatException(
          file() + ": " + what + ": no memory for a copy of " + bytes + " bytes", e);
    }
  }

  /** What a name was made into before, or what is made now. */
  Tensor made(String name, Supplier<Tensor> maker) {
    Tensor known = made.get(name);
    if (known == null) {
      known = maker.get();
      made.put(name, known);
    }
    return known;
  }

  long copiedBytes() {
    return copiedBytes;
  }

  /** Names of the file's tensors that were not asked for, in the file's order. */
  List<String> unused() {
    List<String> rest = new ArrayList<>();
    for (Tensor tensor : source.tensors()) {
      if (!used.contains(tensor.name())) {
        rest.add(tensor.name());
      }
    }
    return rest;
  }

  static float[] floats(List<Tensor> matrices) {
    long count = 0;
    for (Tensor matrix : matrices) {
      count += matrix.shape().elements();
    }
    float[] result = new float[Math.toIntExact(count)];
    int at = 0;
    for (Tensor matrix : matrices) {
      int elements = (int) matrix.shape().elements();
      if (matrix.type().blockElements() == 1 && matrix.scales() == null) { // as one long row
        matrix.type().codec().decode(matrix.data(), 0, result, at, elements);
      } else {
        for (int row = 0; row < matrix.rowCount(); row++) {
          matrix.row(row, result, at + row * matrix.shape().cols());
        }
      }
      at += elements;
    }
    return result;
  }
}
