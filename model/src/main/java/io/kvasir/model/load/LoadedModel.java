package io.kvasir.model.load;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Roofline;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A model that is ready to compute. Immutable; shared by threads; close it to unmap its files. */
public final class LoadedModel implements AutoCloseable {
  private static final long SMALL = 10_000_000; // multiply-adds per token

  private final TensorSource source;
  private final Arena arena;
  private final Resolution resolution;
  private final WeightCosts costs;
  private final List<MemorySegment> matrices;
  private final List<Tensor> examples;
  private final long packedBytes;
  private final Activations activations;
  private final boolean asked; // for the mode, by the user
  private final Decoder decoder;

  LoadedModel(
      TensorSource source,
      Arena arena,
      Resolution resolution,
      WeightList weights,
      Decoder decoder,
      Activations activations,
      boolean asked) {
    this.source = source;
    this.arena = arena;
    this.resolution = resolution;
    this.costs = weights.costs();
    this.matrices = weights.matrices();
    this.examples = weights.examples();
    this.packedBytes = weights.packedBytes();
    this.activations = activations;
    this.asked = asked;
    this.decoder = decoder;
  }

  /**
   * What was opened.
   *
   * @return the file or folder
   */
  public Path path() {
    return source.path();
  }

  /**
   * The opened file.
   *
   * @return its metadata and tensors; closed with this model
   */
  public TensorSource source() {
    return source;
  }

  /**
   * The resolved configuration.
   *
   * @return sizes and options, no family name
   */
  public ModelConfig config() {
    return resolution.config();
  }

  /**
   * The learned tensors by the engine's names.
   *
   * @return views of the mapped bytes; closed with this model
   */
  public Parameters parameters() {
    return resolution.parameters();
  }

  /**
   * The means to compute.
   *
   * @return the decoder; closed with this model
   */
  public Decoder decoder() {
    return decoder;
  }

  /**
   * What the weights cost.
   *
   * @return numbers, bytes and multiply-adds
   */
  public WeightCosts costs() {
    return costs;
  }

  /**
   * Says that passes will follow: kernels that take time to become fast begin with that now. A
   * small model is done before they would be.
   */
  public void prepare() {
    if (costs.multiplyAddsPerToken() > SMALL) {
      for (Tensor example : examples) {
        if (!activations.rounds(example)) { // what is packed is prepared when it is
          decoder.kernels().kernels().prepare(example);
        }
      }
    }
  }

  /**
   * Measures what this machine can do with the model's threads and bytes.
   *
   * @return the roofs of decode and prefill
   */
  public Roofline roofline() {
    return Roofline.measure(decoder.kernels(), matrices);
  }

  /**
   * The tokenizer, loaded now.
   *
   * @return a new one: immutable, shared by threads, usable after this model is closed
   * @throws io.kvasir.tokenizer.TokenizerFormatException if it is missing or cannot be used, or has
   *     a token without a row in the embedding
   */
  public Tokenizer tokenizer() {
    Tokenizer tokenizer = TokenizerFiles.of(source);
    TokenizerFiles.checkRows(source, tokenizer.vocabulary(), config().vocabulary());
    return tokenizer;
  }

  /**
   * The tokens that end a text or a turn.
   *
   * @param tokenizer of this model
   * @return ids within the vocabulary, from every place that states them; maybe none
   */
  public Set<Integer> endTokens(Tokenizer tokenizer) {
    return EndTokens.of(source, tokenizer, config().vocabulary());
  }

  /**
   * The templates for conversations, read now.
   *
   * @return immutable, usable after this model is closed; nothing if the model states none
   * @throws io.kvasir.tokenizer.template.TemplateException if a file with templates cannot be read
   */
  public Optional<ChatTemplates> chatTemplates() {
    return TemplateFiles.of(source);
  }

  /**
   * What the statistics should say about how the file is held.
   *
   * @return one sentence each
   */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (copiedBytes() > 0) {
      notes.add(copiedBytes() + " bytes of weights are copied into another order");
    }
    if (packedBytes > 0 || (asked && activations == Activations.INT8)) {
      notes.add(packingNote(packedBytes));
    } else if (!asked && Activations.packedBytes(source.tensors()) > packedLimit()) {
      notes.add(packingNote(Activations.packedBytes(source.tensors())));
    }
    return notes;
  }

  /**
   * Most bytes of packed copies: as many as the heap may have. That is a quarter of the memory, or
   * of a container's, unless -Xmx says otherwise. What is free at the moment does not count: else
   * the same command would round activations on one day and not on the next.
   */
  static long packedLimit() {
    return Runtime.getRuntime().maxMemory();
  }

  private String packingNote(long bytes) {
    if (bytes == 0) {
      return "no weights are Q4_0, Q4_1, Q4_K or Q6_K: activations stay floats";
    }
    long limit = packedLimit();
    String copy = "a copy of the weights that are Q4_0, Q4_1, Q4_K or Q6_K";
    return bytes <= limit
        ? bytes + " bytes: " + copy + ", 32 rows side by side"
        : copy
            + " would take "
            + bytes
            + " bytes, more than the heap's limit of "
            + limit
            + (asked
                ? ": what is beyond it is packed again in every pass"
                : ": activations stay floats");
  }

  /**
   * How activations enter products.
   *
   * @return the mode that was asked for, or floats if no weights are of a type that it concerns
   */
  public Activations activations() {
    return packedBytes == 0 ? Activations.FLOAT : activations;
  }

  /**
   * Tensors of the file that the configuration does not use and that the family does not ignore.
   *
   * @return names, in the file's order
   */
  public List<String> unusedTensors() {
    return resolution.unusedTensors();
  }

  /**
   * Bytes of weights that are kept in another order beside the mapped file.
   *
   * @return bytes outside of the heap
   */
  public long copiedBytes() {
    return resolution.files().copiedBytes();
  }

  /**
   * What the file comes to.
   *
   * @return for {@code weights inspect}
   */
  public Inspection inspection() {
    EndTokens.readKeys(source.metadata());
    List<String> unread = new ArrayList<>(source.metadata().unread());
    unread.removeIf(key -> key.startsWith("general.") || key.startsWith("tokenizer."));
    return new Inspection(
        resolution.family().name(),
        resolution.family().title(),
        config(),
        unread,
        unusedTensors(),
        copiedBytes());
  }

  /** Ends the threads and unmaps the files. */
  @Override
  public void close() {
    decoder.close();
    source.close();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
