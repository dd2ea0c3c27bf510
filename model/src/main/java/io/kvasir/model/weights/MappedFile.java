package io.kvasir.model.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
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
  /**
   * Maps a file.
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
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new MappedFile(path, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      String reason = ModelFormatException.printable(String.valueOf(e.getMessage()));
      throw ModelFormatException.in(path, "cannot be read: " + reason, e);
    }
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
