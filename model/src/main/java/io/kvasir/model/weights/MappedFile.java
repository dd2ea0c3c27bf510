package io.kvasir.model.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file.
 *
 * @param path the file
 * @param bytes all of it, read-only
 */
public record MappedFile(Path path, MemorySegment bytes) {
  private static final long CACHE_LINE = 64; // bytes

  /**
   * Maps a file; one that is inside of an archive is read into memory outside of the heap.
   *
   * @param path a regular file
   * @param arena unmaps it when closed
   * @return the mapped file
   * @throws ModelFormatException if it is missing, no regular file or cannot be read
   */
  public static MappedFile map(Path path, Arena arena) {
    if (!Files.exists(path)) {
      throw ModelFormatException.in(path, "no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw ModelFormatException.in(path, "is no regular file");
    }
    try {
      return new MappedFile(path, bytes(path, arena));
    } catch (IOException e) {
      String reason = ModelFormatException.printable(String.valueOf(e.getMessage()));
      throw ModelFormatException.in(path, "cannot be read: " + reason, e);
    }
  }

  private static MemorySegment bytes(Path path, Arena arena) throws IOException {
    if (path.getFileSystem().equals(FileSystems.getDefault())) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      }
    }
    byte[] bytes = Files.readAllBytes(path); // in a jar: small
    MemorySegment copy = arena.allocate(bytes.length, CACHE_LINE);
    MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return copy.asReadOnly();
  }

  /**
   * An exception about this file.
   *
   * @param what what was found and what was wanted
   * @return the exception, to be thrown
   */
  public ModelFormatException wrong(String what) {
    return ModelFormatException.in(path, what);
  }
}
