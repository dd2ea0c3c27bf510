package io.kvasir.model.weights.gguf;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.MappedSource;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Opens GGUF files. */
public final class Gguf {
  /** The longest text that is made a String of: a chat template takes some 10 kB. */
  static final int LONGEST_STRING = 1 << 24;

  private Gguf() {}

  /**
   * Maps a GGUF file, or all parts of a split one.
   *
   * @param path the file; of a split file any part
   * @return its metadata and tensors
   * @throws ModelFormatException if it is missing, no GGUF file or damaged
   */
  public static TensorSource open(Path path) {
    Arena arena = Arena.ofShared();
    try {
      return source(MappedFile.map(path, arena), arena);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Takes a GGUF file that is in memory, for instance a resource. The bytes are copied out of the
   * heap.
   *
   * @param name stands for the file in messages
   * @param bytes the whole file
   * @return its metadata and tensors
   * @throws ModelFormatException if it is no GGUF file or damaged
   */
  public static TensorSource of(String name, byte[] bytes) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).asReadOnly();
      return source(new MappedFile(Path.of(name), copy), arena);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static TensorSource source(MappedFile file, Arena arena) {
    GgufParts parts = GgufParts.of(file, arena);
    Metadata metadata = new Metadata(printable(file.path()), parts.first().values());
    String format = "GGUF v" + parts.first().version();
    return new MappedSource(file.path(), format, metadata, parts.tensors(), parts.files(), arena);
  }
}
