package io.kvasir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Variants of the tiny model. */
final class Models {

  private Models() {}

  /** The tiny model with a chat template beside it. */
  static Path withTemplate(Path folder, String jinja) throws IOException {
    Files.createDirectories(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(Run.TINY))) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName().toString()));
    }
    Files.writeString(folder.resolve("chat_template.jinja"), jinja);
    return folder;
  }
}
