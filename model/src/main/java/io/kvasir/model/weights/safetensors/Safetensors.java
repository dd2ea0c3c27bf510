package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.MappedSource;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens Hugging Face folders and single safetensors files. */
public final class Safetensors {
  private static final String CONFIG = "config.json";
  private static final String SINGLE = "model.safetensors";

  private Safetensors() {}

  /**
   * Maps the weights of a folder and reads its {@code config.json}.
   *
   * @param path a folder with {@code model.safetensors}, or shards and {@code
   *     model.safetensors.index.json}, or a single other safetensors file; or such a file (of
   *     shards any) in a folder with a {@code config.json}
   * @return tensors, and the configuration as metadata
   * @throws ModelFormatException if a file is missing or damaged
   */
  public static TensorSource open(Path path) {
    Arena arena = Arena.ofShared();
    try {
      boolean folder = Files.isDirectory(path);
      Path home = folder ? path : path.toAbsolutePath().getParent();
      if (home == null) {
        throw ModelFormatException.in(path, "is no safetensors file");
      }
      Optional<ShardIndex> index = folder ? indexOf(home) : indexThatNames(path, home);
      List<MappedFile> files = new ArrayList<>();
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      if (index.isPresent()) {
        readShards(index.get(), home, arena, files, tensors);
      } else {
        MappedFile file = MappedFile.map(folder ? singleOf(home) : path, arena);
        files.add(file);
        SafetensorsFile.read(file, tensors);
      }
      Metadata config = config(folder ? path : path.resolveSibling(CONFIG), folder);
      return new MappedSource(
          path, "safetensors", config, SeparateScales.join(config, path, tensors), files, arena);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static Metadata config(Path path, boolean folder) {
    Path file = folder ? path.resolve(CONFIG) : path;
    if (!Files.exists(file)) {
      throw ModelFormatException.in(file, "not found; the configuration lies beside the weights");
    }
    return JsonConfig.read(file);
  }

  private static Optional<ShardIndex> indexOf(Path folder) {
    Path index = folder.resolve(ShardIndex.NAME);
    return !Files.exists(folder.resolve(SINGLE)) && Files.exists(index)
        ? Optional.of(ShardIndex.read(index))
        : Optional.empty();
  }

  private static Optional<ShardIndex> indexThatNames(Path shard, Path folder) {
    Path name = shard.getFileName();
    return name == null
        ? Optional.empty()
        : indexOf(folder).filter(index -> index.shards().contains(name.toString()));
  }

  private static void readShards(
      ShardIndex index,
      Path folder,
      Arena arena,
      List<MappedFile> files,
      Map<String, Tensor> tensors) {
    Map<String, String> foundIn = new LinkedHashMap<>();
    for (String shard : index.shards()) {
      Path path = folder.resolve(shard);
      if (!Files.exists(path)) {
        throw ModelFormatException.in(index.file(), "shard " + printable(shard) + " not found");
      }
      MappedFile file = MappedFile.map(path, arena);
      files.add(file);
      Map<String, Tensor> own = new LinkedHashMap<>();
      SafetensorsFile.read(file, own);
      own.forEach((name, tensor) -> {
        if (tensors.put(name, tensor) != null) {
          throw file.wrong("tensor " + printable(name) + " is in another shard, too");
        }
        foundIn.put(name, shard);
      });
    }
    index
        .shardOfTensor()
        .forEach((name, shard) -> {
          if (!shard.equals(foundIn.get(name))) {
            throw ModelFormatException.in(
                index.file(),
                "tensor " + printable(name) + " is not in its shard " + printable(shard));
          }
        });
  }

  private static Path singleOf(Path folder) {
    Path usual = folder.resolve(SINGLE);
    if (Files.exists(usual)) {
      return usual;
    }
    String without = "no " + SINGLE + " and no " + ShardIndex.NAME;
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.sorted().toList();
      List<Path> found = files.stream().filter(f -> f.toString().endsWith(".safetensors")).toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
      if (found.size() > 1) {
        throw ModelFormatException.in(
            folder, "holds " + found.size() + " safetensors files, but " + without);
      }
      Optional<Path> gguf = files.stream().filter(f -> f.toString().endsWith(".gguf")).findFirst();
      throw ModelFormatException.in(
          folder,
          "holds "
              + without
              + gguf.map(f -> "; to use its GGUF file give " + printable(f)).orElse(""));
    } catch (IOException e) {
      throw ModelFormatException.in(
          folder, "cannot be read: " + printable(String.valueOf(e.getMessage())), e);
    }
  }
}
