package io.kvasir.model.weights;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A source whose tensors are views of some mapped files. */
public final class MappedSource implements TensorSource {
  private final Path path;
  private final String format;
  private final Metadata metadata;
  private final Map<String, Tensor> tensors;
  private final List<MappedFile> files;
  private final Runnable unmap;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Puts a source together.
   *
   * @param path what was opened
   * @param format the container
   * @param metadata what it states
   * @param tensors by name, in the file's order
   * @param files what the tensors are views of
   * @param arena closed with the source
   */
  public MappedSource(
      Path path,
      String format,
      Metadata metadata,
      Map<String, Tensor> tensors,
      List<MappedFile> files,
      Arena arena) {
    this(path, format, metadata, tensors, files, arena::close);
  }

  private MappedSource(
      Path path,
      String format,
      Metadata metadata,
      Map<String, Tensor> tensors,
      List<MappedFile> files,
      Runnable unmap) {
    this.path = path;
    this.format = format;
    this.metadata = metadata;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.files = List.copyOf(files);
    this.unmap = unmap;
  }

  static MappedSource inMemory(String name, Metadata metadata, List<Tensor> tensors) {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
    }
    return new MappedSource(Path.of(name), "memory", metadata, byName, List.of(), () -> {});
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Collection<Tensor> tensors() {
    return tensors.values();
  }

  @Override
  public Optional<Tensor> find(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor != null && !tensor.type().isWeight()) {
      throw ModelFormatException.in(
          path,
          "tensor "
              + ModelFormatException.printable(name)
              + " has the type "
              + tensor.type()
              + ", which is no weight type");
    }
    return Optional.ofNullable(tensor);
  }

  @Override
  public Tensor require(String name) {
    return find(name)
        .orElseThrow(() ->
            ModelFormatException.in(
                path, "tensor " + ModelFormatException.printable(name) + " is missing"));
  }

  @Override
  public Optional<Location> locate(Tensor tensor) {
    long address = tensor.data().address();
    for (MappedFile file : files) {
      long offset = address - file.bytes().address();
      if (offset >= 0 && offset < file.bytes().byteSize()) {
        return Optional.of(new Location(file.path(), offset));
      }
    }
    return Optional.empty();
  }

  @Override
  public long bytes() {
    return files.stream().mapToLong(f -> f.bytes().byteSize()).sum();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      unmap.run();
    }
  }
}
