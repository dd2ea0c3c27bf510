package io.kvasir.model.weights;

import io.kvasir.model.weights.gguf.Gguf;
import io.kvasir.model.weights.safetensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An opened model file or folder: tensors that are views of mapped bytes, and metadata. Immutable;
 * shared by threads. Closing it unmaps the files; tensors must not be used afterwards (a use throws
 * IllegalStateException).
 */
public interface TensorSource extends AutoCloseable {
  /**
   * Opens a model. Costs milliseconds whatever its size: files are mapped, not read.
   *
   * @param path a GGUF file (of a split file any part), a folder with {@code config.json} and
   *     {@code *.safetensors}, or a safetensors file beside its {@code config.json}
   * @return the opened source
   * @throws ModelFormatException if the file is missing, damaged or of a kind that is not read
   */
  static TensorSource open(Path path) {
    if (!Files.exists(path)) {
      throw ModelFormatException.in(path, "no such file or folder");
    }
    if (Files.isDirectory(path)) {
      return Safetensors.open(path);
    }
    Path name = path.getFileName();
    boolean safetensors = name != null && name.toString().endsWith(".safetensors");
    return safetensors ? Safetensors.open(path) : Gguf.open(path);
  }

  /**
   * A source of tensors that are in memory already.
   *
   * @param name stands for the file in messages
   * @param metadata what a file would state
   * @param tensors views of memory that outlives the source
   * @return a source whose close does nothing
   */
  static TensorSource of(String name, Metadata metadata, List<Tensor> tensors) {
    return MappedSource.inMemory(name, metadata, tensors);
  }

  /**
   * What was opened.
   *
   * @return the file or folder
   */
  Path path();

  /**
   * The container.
   *
   * @return for instance {@code GGUF v3} or {@code safetensors}
   */
  String format();

  /**
   * What the file states beside the weights.
   *
   * @return GGUF metadata, or {@code config.json}
   */
  Metadata metadata();

  /**
   * All tensors, also those that are no weights (masks, position numbers).
   *
   * @return in the file's order
   */
  Collection<Tensor> tensors();

  /**
   * A weight that may be absent.
   *
   * @param name name in the file
   * @return the tensor, or nothing
   * @throws ModelFormatException if there is such a tensor, but of a type that is no weight
   */
  Optional<Tensor> find(String name);

  /**
   * A weight that must be there.
   *
   * @param name name in the file
   * @return the tensor
   * @throws ModelFormatException if it is missing, or of a type that is no weight
   */
  Tensor require(String name);

  /**
   * Where a tensor lies, to be shown.
   *
   * @param tensor a tensor of this source or a view of one
   * @return file and offset; nothing for memory that is no file
   */
  Optional<Location> locate(Tensor tensor);

  /**
   * Bytes of all files.
   *
   * @return bytes that are mapped
   */
  long bytes();

  /** Unmaps the files. A second call does nothing. */
  @Override
  void close();

  /**
   * A place in a file.
   *
   * @param file the file
   * @param offset bytes from its begin
   */
  record Location(Path file, long offset) {}
}
