package io.kvasir.cli;

import io.kvasir.model.OpenOptions;
import io.kvasir.model.load.EmbeddedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model. */
class ModelChoice {
  static final String ACTIVATIONS =
      "How activations meet weights that are Q4_0, Q4_1, Q4_K or Q6_K: float; int8, which is faster"
          + " and rounds them to eight bits; or auto, which is int8 if there is memory for a packed"
          + " copy of these weights. Default: ${DEFAULT-VALUE}.";
  static final String KV_TYPE =
      "Type of the cached keys and values: f32, or f16 for half the memory. Default:"
          + " ${DEFAULT-VALUE}.";

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A GGUF file, a folder with config.json and safetensors files, or a safetensors file"
              + " beside its config.json. Default: the small model that comes with Kvasir.")
  private @Nullable Path model;

  @Option(
      names = "--family-file",
      paramLabel = "FILE",
      description = "Take the model's family from this JSON file instead of the built-in ones.")
  private @Nullable Path familyFile;

  @Option(
      names = "--lenient",
      description = "Only warn of tensors that the configuration does not use.")
  private boolean lenient;

  final Path model() {
    if (model != null && model.toString().isEmpty()) {
      throw new UsageException("-m: found an empty name, wanted a file or a folder");
    }
    return model == null ? EmbeddedModel.path() : model;
  }

  final OpenOptions toOpen(
      @Nullable Integer threads, @Nullable Integer context, String activations, String cacheType) {
    if (!List.of("auto", "float", "int8").contains(activations)) {
      throw new UsageException("--activations " + activations + ": wanted auto, float or int8");
    }
    if (!cacheType.equals("f32") && !cacheType.equals("f16")) {
      throw new UsageException("--kv-type " + cacheType + ": wanted f32 or f16");
    }
    if (threads != null && (threads < 1 || threads > 1024)) {
      throw new UsageException("--threads " + threads + ": wanted a number from 1 to 1024");
    }
    if (context != null && context < 1) {
      throw new UsageException("--ctx " + context + ": wanted a number of at least 1");
    }
    return new OpenOptions(
        optional(threads), optional(context), activations, cacheType, familyFile, lenient);
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
