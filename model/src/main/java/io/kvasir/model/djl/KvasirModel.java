package io.kvasir.model.djl;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.weights.ModelFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model as DJL sees it. Options of loading: {@code threads} and {@code context}. */
final class KvasirModel extends BaseModel {
  private @Nullable Kvasir kvasir;

  KvasirModel(String name, NDManager manager) {
    super(name);
    this.manager = manager;
    this.dataType = DataType.FLOAT32;
  }

  @Override
  public void load(Path path, @Nullable String prefix, @Nullable Map<String, ?> options)
      throws IOException, MalformedModelException {
    Path folder = path.toAbsolutePath();
    Path found = find(folder, prefix == null ? modelName : prefix);
    try {
      Kvasir opened = Kvasir.open(found, open(options == null ? Map.of() : options));
      kvasir = opened;
      modelDir = folder;
      setBlock(new KvasirBlock(opened));
      wasLoaded = true;
    } catch (ModelFormatException e) {
      throw new MalformedModelException(e.getMessage(), e);
    }
  }

  /** DJL may hand over the file, or its folder and its name with or without the ending. */
  private static Path find(Path path, String name) throws IOException {
    if (!Files.exists(path)) {
      throw new FileNotFoundException(path + ": no such file or folder");
    }
    if (!Files.isDirectory(path) || Files.exists(path.resolve("config.json"))) {
      return path;
    }
    for (String file : List.of(name, name + ".gguf")) {
      if (Files.isRegularFile(path.resolve(file))) {
        return path.resolve(file);
      }
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".gguf")).toList();
      if (models.size() != 1) {
        throw new FileNotFoundException(
            path + ": " + models.size() + " GGUF files and none is named " + name + ", wanted one");
      }
      return models.getFirst();
    }
  }

  private static OpenOptions open(Map<String, ?> options) {
    OpenOptions open = OpenOptions.defaults();
    Arguments arguments =
        new Arguments("option", options, List.of("threads", "context"), List.of());
    if (arguments.has("threads")) {
      open = open.threads(arguments.integer("threads"));
    }
    return arguments.has("context") ? open.context(arguments.integer("context")) : open;
  }

  @Override
  public void close() {
    super.close();
    if (kvasir != null) {
      kvasir.close();
    }
  }
}
