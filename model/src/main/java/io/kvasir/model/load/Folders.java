package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small files that stand beside the weights. */
final class Folders {
  private static final long LARGEST = 64 << 20; // bytes; the largest known takes some 10 MB

  private Folders() {}

  /** The folder of a model: the path itself, or where its file lies. */
  static Path of(Path model) {
    if (Files.isDirectory(model)) {
      return model;
    }
    Path parent = model.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** A JSON object beside the weights, if the file is there. */
  static Optional<Map<String, @Nullable Object>> json(Path model, String name) {
    Path file = of(model).resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return Optional.of(Json.object(ModelFormatException.printable(file), bytes(file)));
  }

  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw ModelFormatException.in(file, Files.size(file) + " bytes, wanted at most " + LARGEST);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ModelFormatException.in(file, "cannot be read: " + e.getMessage());
    }
  }
}
