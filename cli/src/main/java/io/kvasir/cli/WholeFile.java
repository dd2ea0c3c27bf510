package io.kvasir.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written whole or not at all: one of its name stays until the new one is complete.
 */
final class WholeFile {
  /** Writes what the file shall hold. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  private static volatile @Nullable Path unfinished;

  private WholeFile() {}

  /** Leaves nothing half-written behind where the process ends now. */
  static void abandon() {
    Path part = unfinished;
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        return; // the process ends, and there is nobody left to tell
      }
    }
  }

  /**
   * Says before a long work that its result could not be written.
   *
   * @throws InvalidInputException if the file is a folder, or its folder is missing
   */
  static void check(Path file) {
    if (file.toString().equals("-")) {
      throw new UsageException("-: wanted the name of a file; /dev/stdout is one as well");
    }
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": found a folder, wanted a file to write");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new InvalidInputException(file + ": its folder is missing or cannot be written to");
    }
  }

  static void write(Path file, Content content) throws IOException {
    check(file);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe, a device
        fill(file, content);
      } else {
        replace(file, Path.of(file + ".part"), content);
      }
    } catch (FileSystemException e) { // names the part that nobody asked for
      String reason = e.getReason();
      throw new IOException(
          file + ": cannot be written" + (reason == null ? "" : ", " + reason), e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void replace(Path file, Path part, Content content) throws IOException {
    unfinished = part;
    try {
      fill(part, content);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      unfinished = null;
    }
  }

  private static void fill(Path file, Content content) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      content.to(out);
    }
  }
}
