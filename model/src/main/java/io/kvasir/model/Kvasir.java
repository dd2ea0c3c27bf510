package io.kvasir.model;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.EngineInfo;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.Generator;
import io.kvasir.model.generate.InvalidPromptException;
import io.kvasir.model.generate.LogitsConsumer;
import io.kvasir.model.generate.Scorer;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.KernelsProvider;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Roofline;
import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.NotEnoughMemoryException;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A model, ready to continue texts:
 *
 * <pre>{@code
 * try (Kvasir kvasir = Kvasir.open(Path.of("model.gguf"))) {
 *   System.out.println(kvasir.generate("Once upon a time"));
 * }
 * }</pre>
 *
 * <p>What needs the tokenizer loads it, once, and fails with a {@link TokenizerFormatException} if
 * it cannot be used; weights that lead to numbers that are not finite are a {@link
 * ModelFormatException} in the pass that meets them.
 *
 * <p>Threads may share it: each generation has a sequence of its own, and passes take turns. After
 * {@link #close} every call is an {@link IllegalStateException}.
 */
public final class Kvasir implements AutoCloseable {
  private static final int DEFAULT_CONTEXT =
      4096; // so that a model for 128 k positions fits a small machine

  private final LoadedModel model;
  private final int context;
  private final EngineInfo engine;
  private final Scorer scorer;
  private @Nullable Text text; // guarded by this
  private volatile boolean closed;

  /** What needs the tokenizer, which is loaded when it is asked for. */
  private record Text(Tokenizer tokenizer, EngineInfo engine, Generator generator) {}

  private Kvasir(LoadedModel model, int context, EngineInfo engine) {
    this.model = model;
    this.context = context;
    this.engine = engine;
    this.scorer = new Scorer(model.decoder(), context, engine);
  }

  /**
   * Opens the small model that comes with the library: it tells stories.
   *
   * @return the model, to be closed
   */
  public static Kvasir open() {
    return open(EmbeddedModel.path());
  }

  /**
   * Opens a model with {@link OpenOptions#defaults}.
   *
   * @param path a GGUF file, a folder with {@code config.json} and {@code *.safetensors}, or a
   *     safetensors file beside its {@code config.json}
   * @return the model, to be closed
   * @throws ModelFormatException if the file is missing, damaged, or of a family or form that is
   *     not read
   */
  public static Kvasir open(Path path) {
    return open(path, OpenOptions.defaults());
  }

  /**
   * Opens a model: maps its files and reads its configuration, which takes milliseconds whatever
   * its size. The tokenizer is loaded when the first text needs it.
   *
   * @param path as in {@link #open(Path)}
   * @param options how
   * @return the model, to be closed
   * @throws ModelFormatException as in {@link #open(Path)}
   * @throws IllegalArgumentException if the context of the options is longer than the model's
   * @throws NotEnoughMemoryException if the heap cannot hold a context of that length, or the model
   */
  public static Kvasir open(Path path, OpenOptions options) {
    long start = System.nanoTime();
    int threads = options.threads().orElseGet(ParallelKernels::defaultThreads);
    LoadedModel model =
        ModelLoader.open(
            path,
            new LoadOptions(
                threads,
                KernelsProvider.best(),
                options.familyFile(),
                options.lenient(),
                CacheType.of(options.cacheType()),
                Activations.of(options.activations())));
    try {
      int context = context(model, options);
      EngineInfo engine =
          new EngineInfo(
              ModelFormatException.printable(shown(path)),
              model.decoder().kernels().kernels().name(),
              threads,
              model.activations().label(),
              options.cacheType(),
              secondsSince(start),
              0,
              model.notes());
      model.prepare();
      return new Kvasir(model, context, engine);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Loads a tokenizer alone; the model's weights may be missing.
   *
   * @param path a {@code tokenizer.json} or {@code tokenizer.model}, a folder that has one, a
   *     safetensors file beside one, or a GGUF file, also one without tensors
   * @return the tokenizer: immutable, shared by threads
   * @throws ModelFormatException if a GGUF file is damaged
   * @throws TokenizerFormatException if the tokenizer is missing or cannot be used
   */
  public static Tokenizer openTokenizer(Path path) {
    return ModelLoader.openTokenizer(path);
  }

  /**
   * Reads a model's templates for conversations alone; the weights may be missing.
   *
   * @param path as in {@link #openTokenizer}
   * @return immutable; nothing if the model states none
   * @throws ModelFormatException if there is no such file, or a GGUF file is damaged
   * @throws io.kvasir.tokenizer.template.TemplateException if a file with templates cannot be read
   */
  public static Optional<ChatTemplates> openChatTemplates(Path path) {
    return ModelLoader.openChatTemplates(path);
  }

  /** A path inside of a jar means nothing to others: its name says more. */
  private static Path shown(Path path) {
    Path name = path.getFileName();
    return path.getFileSystem().equals(FileSystems.getDefault()) || name == null ? path : name;
  }

  private static int context(LoadedModel model, OpenOptions options) {
    int most = model.config().context();
    if (options.context().isEmpty()) {
      return Math.min(most, DEFAULT_CONTEXT);
    }
    int context = options.context().getAsInt();
    String what = ModelFormatException.printable(shown(model.path())) + ": context " + context;
    if (context > most) {
      throw new IllegalArgumentException(what + ", the model has " + most);
    }
    long bytes = model.decoder().newSequence(context).bytesAt(context);
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw NotEnoughMemoryException.needed(what, bytes);
    }
    return context;
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) * 1e-9;
  }

  /**
   * Continues a text with {@link GenerateOptions#defaults}: until the model ends it or the context
   * is full.
   *
   * @param prompt the text
   * @return what comes after it
   * @throws InvalidPromptException if the prompt has no tokens, or more than the context holds
   */
  public String generate(String prompt) {
    return generate(prompt, GenerateOptions.defaults());
  }

  /**
   * Continues a text.
   *
   * @param prompt the text; special tokens are recognised in it, and those that the model wants
   *     around a text are added
   * @param options what to generate and when to stop
   * @return what comes after it
   * @throws InvalidPromptException if the prompt has no tokens, or more than the context holds
   */
  public String generate(String prompt, GenerateOptions options) {
    StringBuilder out = new StringBuilder();
    start(prompt, options).forEachRemaining(emitted -> out.append(emitted.text()));
    return out.toString();
  }

  /**
   * Continues several texts together, which reads the weights once for all of them.
   *
   * @param prompts the texts
   * @param options the same for all; a given seed is every text's own
   * @return what comes after each: bit for bit what {@link #generate(String, GenerateOptions)}
   *     gives
   * @throws InvalidPromptException if a prompt has no tokens, or more than the context holds
   */
  public List<String> generateAll(List<String> prompts, GenerateOptions options) {
    Text t = text();
    return t.generator().generateAll(prompts.stream().map(p -> encode(t, p)).toList(), options);
  }

  /**
   * Starts to continue a text. Nothing is computed until a token is pulled.
   *
   * @param prompt as in {@link #generate(String, GenerateOptions)}
   * @param options what to generate and when to stop
   * @return the generation, to be pulled from one thread
   * @throws InvalidPromptException if the prompt has no tokens, or more than the context holds
   */
  public Generation start(String prompt, GenerateOptions options) {
    Text t = text();
    return t.generator().start(encode(t, prompt), options);
  }

  /**
   * Starts to continue given ids, to which nothing is added.
   *
   * @param ids at least one
   * @param options what to generate and when to stop
   * @return the generation, to be pulled from one thread
   * @throws InvalidPromptException if there are no ids, if one is outside of the vocabulary, or if
   *     they are more than the context holds
   */
  public Generation start(int[] ids, GenerateOptions options) {
    return text().generator().start(ids, options);
  }

  /**
   * Starts to continue given ids and is watched on the way.
   *
   * @param ids at least one
   * @param options what to generate and when to stop
   * @param observer looks into the passes
   * @param samplerObserver looks into the choice of each token
   * @return the generation: the same tokens as unobserved
   * @throws InvalidPromptException if there are no ids, if one is outside of the vocabulary, or if
   *     they are more than the context holds
   */
  public Generation start(
      int[] ids, GenerateOptions options, Observer observer, SamplerObserver samplerObserver) {
    return text().generator().start(ids, options, observer, samplerObserver);
  }

  /**
   * What the model would say if it stopped after a layer: the logits of residuals, as if they were
   * the last ("logit lens", nostalgebraist 2020). Needs no tokenizer.
   *
   * @param residuals rows of {@code config().width()} floats, as an {@link Observer} sees them in
   *     {@link io.kvasir.model.observe.Stage#RESIDUAL}
   * @return logits, shape (residuals, vocabulary)
   */
  public float[][] lens(float[][] residuals) {
    checkOpen();
    return model.decoder().lens(residuals);
  }

  /**
   * Continues a text as a stream.
   *
   * @param prompt as in {@link #generate(String, GenerateOptions)}
   * @param options what to generate and when to stop
   * @return tokens as they are made; closing it, or leaving it unread, stops
   * @throws InvalidPromptException if the prompt has no tokens, or more than the context holds
   */
  public Stream<Emitted> stream(String prompt, GenerateOptions options) {
    Generation generation = start(prompt, options);
    int kind = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(generation, kind), false)
        .onClose(generation::close);
  }

  /**
   * The scores of every token of the vocabulary after each position. Needs no tokenizer.
   *
   * @param ids at least one
   * @return raw logits, shape (ids, vocabulary)
   * @throws InvalidPromptException if there are no ids, if one is outside of the vocabulary, or if
   *     they are more than the context holds
   */
  public float[][] logits(int[] ids) {
    float[][] all = new float[ids.length][];
    logits(
        ids,
        (position, logits, at, length) -> {
          all[position] = new float[length];
          System.arraycopy(logits, at, all[position], 0, length);
        });
    return all;
  }

  /**
   * The scores of every token of the vocabulary after each position, without keeping them all.
   * Needs no tokenizer.
   *
   * @param ids at least one
   * @param rows takes the raw logits, position after position
   * @throws InvalidPromptException if there are no ids, if one is outside of the vocabulary, or if
   *     they are more than the context holds
   */
  public void logits(int[] ids, LogitsConsumer rows) {
    logits(ids, Ablation.NONE, rows);
  }

  /**
   * The same with parts of the model switched off.
   *
   * @param ids as in {@link #logits(int[], LogitsConsumer)}, with its errors
   * @param ablation heads and feed-forwards that are silent
   * @param rows takes the raw logits, position after position
   * @throws IllegalArgumentException if the model does not have what is switched off
   */
  public void logits(int[] ids, Ablation ablation, LogitsConsumer rows) {
    checkOpen();
    scorer.logits(ids, ablation, rows);
  }

  /**
   * Looks into the pass of a text; no logits are computed. Needs no tokenizer.
   *
   * @param ids as in {@link #logits(int[], LogitsConsumer)}, with its errors
   * @param ablation heads and feed-forwards that are silent
   * @param observer is called on this thread
   * @throws IllegalArgumentException if the model does not have what is switched off
   */
  public void observe(int[] ids, Ablation ablation, Observer observer) {
    checkOpen();
    scorer.observe(ids, ablation, observer);
  }

  /**
   * The model's tokenizer.
   *
   * @return immutable, shared by threads
   * @throws TokenizerFormatException if it cannot be used
   */
  public Tokenizer tokenizer() {
    return text().tokenizer();
  }

  /**
   * The model's templates for conversations, read now. A prompt that one of them makes contains all
   * special tokens: encode it so that they are recognised and none are added.
   *
   * @return immutable; nothing if the model states none
   * @throws io.kvasir.tokenizer.template.TemplateException if a file with templates cannot be read
   */
  public Optional<ChatTemplates> chatTemplates() {
    checkOpen();
    return model.chatTemplates();
  }

  /**
   * What the model is made of.
   *
   * @return sizes and options of all layers
   */
  public ModelConfig config() {
    return model.config();
  }

  /**
   * What computes, and how long opening took.
   *
   * @return without the tokenizer's time until it has been loaded
   */
  public synchronized EngineInfo engine() {
    return text == null ? engine : text.engine();
  }

  /**
   * The most positions of a text, prompt and output together.
   *
   * @return positions
   */
  public int context() {
    return context;
  }

  /**
   * What the weights cost.
   *
   * @return numbers, bytes and multiply-adds
   */
  public WeightCosts costs() {
    return model.costs();
  }

  /**
   * Measures what this machine can do at most with this model's threads: it reads all weights, and
   * multiplies and adds in registers, for about a second.
   *
   * @return the roofs of decode and prefill
   */
  public Roofline roofline() {
    checkOpen();
    return model.roofline();
  }

  /**
   * What was opened.
   *
   * @return the file or folder
   */
  public Path path() {
    return model.path();
  }

  private synchronized Text text() {
    checkOpen();
    if (text == null) {
      long start = System.nanoTime();
      try {
        text = text(start);
      } catch (OutOfMemoryError e) {
        throw NotEnoughMemoryException.during(engine.file() + ": on loading the tokenizer", e);
      }
    }
    return text;
  }

  private Text text(long start) {
    Tokenizer tokenizer = model.tokenizer();
    EngineInfo timed = engine.tokenizerSeconds(secondsSince(start));
    Set<Integer> endTokens = model.endTokens(tokenizer);
    return new Text(
        tokenizer,
        timed,
        new Generator(model.decoder(), tokenizer, endTokens::contains, context, timed));
  }

  private static int[] encode(Text text, String prompt) {
    int[] ids = text.tokenizer().encode(prompt, true, true);
    if (ids.length == 0) {
      throw new InvalidPromptException(
          "the prompt is empty and the model puts no token in front: wanted some text");
    }
    return ids;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(engine.file() + ": the model is closed");
    }
  }

  /**
   * Ends the threads and unmaps the files; generations that are on their way fail at their next
   * token.
   */
  @Override
  public void close() {
    closed = true;
    model.close();
  }
}
