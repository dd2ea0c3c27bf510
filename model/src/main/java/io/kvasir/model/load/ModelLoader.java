package io.kvasir.model.load;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.state.NotEnoughMemoryException;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From a file to a decoder. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * Opens a model: maps its files, resolves its configuration and builds the decoder. Takes
   * milliseconds whatever the file's size; the tokenizer is loaded when it is asked for.
   *
   * @param path a GGUF file, a folder with {@code config.json} and {@code *.safetensors}, or a
   *     safetensors file beside its {@code config.json}
   * @param options how
   * @return the model, to be closed
   * @throws ModelFormatException if the file is damaged, or of a family or form that is not read
   */
  public static LoadedModel open(Path path, LoadOptions options) {
    return open(TensorSource.open(path), options);
  }

  /**
   * The same with a file that is opened already.
   *
   * @param source the file; closed with the model, or if this fails
   * @param options how
   * @return the model, to be closed
   * @throws ModelFormatException if the file is of a family or form that is not read
   */
  public static LoadedModel open(TensorSource source, LoadOptions options) {
    LoadedModel model = build(source, options);
    try {
      List<String> unused = model.unusedTensors();
      if (!unused.isEmpty() && !options.lenient()) {
        throw new ModelFormatException(file(source) + ": " + Resolution.unusedText(unused));
      }
      if (!unused.isEmpty()) {
        System.getLogger(ModelLoader.class.getName())
            .log(Level.WARNING, file(source) + ": " + Resolution.unusedText(unused));
      }
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static String file(TensorSource source) {
    return ModelFormatException.printable(source.path());
  }

  private static LoadedModel build(TensorSource source, LoadOptions options) {
    Arena arena = Arena.ofShared();
    try {
      Resolution resolution = Resolution.of(source, options.familyFile(), arena);
      Activations activations =
          options
              .activations()
              .orElseGet(() -> Activations.fastest(source.tensors(), LoadedModel.packedLimit()));
      WeightList weights =
          new WeightList(resolution.config(), resolution.parameters(), activations);
      Decoder decoder = decoder(resolution, weights, options, activations);
      boolean asked = options.activations().isPresent();
      return new LoadedModel(source, arena, resolution, weights, decoder, activations, asked);
    } catch (RuntimeException e) {
      arena.close();
      source.close();
      throw e;
    } catch (OutOfMemoryError e) {
      arena.close();
      source.close();
      throw NotEnoughMemoryException.during(file(source) + ": on opening", e);
    }
  }

  private static Decoder decoder(
      Resolution resolution, WeightList weights, LoadOptions options, Activations activations) {
    ParallelKernels kernels =
        new ParallelKernels(
            options.kernels(), options.threads(), activations, LoadedModel.packedLimit());
    try {
      return new Decoder(resolution.config(), weights, kernels, options.cacheType());
    } catch (IllegalArgumentException | ArithmeticException e) {
      kernels.close();
      throw new ModelFormatException(resolution.files().file() + ": " + e.getMessage(), e);
    } catch (MissingTensorException e) {
      kernels.close();
      throw MissingTensors.exception(resolution, e);
    } catch (RuntimeException e) {
      kernels.close();
      throw e;
    }
  }

  /**
   * The families that are built in.
   *
   * @return by name
   */
  public static List<FamilyInfo> families() {
    return Families.all().stream()
        .filter(family -> !family.title().isEmpty())
        .map(FamilyInfo::of)
        .toList();
  }

  /**
   * Loads a tokenizer alone; the model's weights may be missing.
   *
   * @param path a {@code tokenizer.json} or {@code tokenizer.model}, a folder that has one, a
   *     safetensors file beside one, or a GGUF file, also one without tensors
   * @return the tokenizer
   * @throws ModelFormatException if the GGUF file is damaged
   * @throws io.kvasir.tokenizer.TokenizerFormatException if the tokenizer is missing or cannot be
   *     used
   */
  public static Tokenizer openTokenizer(Path path) {
    return TokenizerFiles.open(path);
  }

  /**
   * Reads the templates for conversations alone; the model's weights may be missing.
   *
   * @param path as in {@link #openTokenizer(Path)}
   * @return immutable; nothing if the model states none
   * @throws ModelFormatException if there is no such file, or the GGUF file is damaged
   * @throws io.kvasir.tokenizer.template.TemplateException if a file with templates cannot be read
   */
  public static Optional<ChatTemplates> openChatTemplates(Path path) {
    return TemplateFiles.open(path);
  }

  /**
   * What a file comes to, without the means to compute.
   *
   * @param path as in {@link #open(Path, LoadOptions)}
   * @param options how
   * @return family, resolved configuration, keys and tensors that nothing reads
   * @throws ModelFormatException if the file is damaged, or of a family or form that is not read
   */
  public static Inspection inspect(Path path, LoadOptions options) {
    try (LoadedModel model = build(TensorSource.open(path), options.threads(1))) {
      return model.inspection();
    }
  }
}
