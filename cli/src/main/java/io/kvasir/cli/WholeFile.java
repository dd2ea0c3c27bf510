package io.kvasir.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written whole or not at all: one of its name stays until the new one is complete.
 */
final class WholeFile {
  /** Writes what the file shall hold. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Says before a long work that its result could not be written.
   *
   * @throws InvalidInputException if the file is a folder, or its folder is missing
   */
  static void check(Path file) {
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
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe, a device
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        content.to(out);
      }
      return;
    }
    Path part = Path.of(file + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.to(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
