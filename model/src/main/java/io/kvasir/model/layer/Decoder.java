package io.kvasir.model.layer;

import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A decoder-only transformer: embedding, blocks, last norm, output matrix. Prefill, decode, several
 * sequences at once and a check of drafted tokens are the same call with other slices, and the
 * logits of a position are the same bits in all of them.
 *
 * <p>A decoder is shared by threads; passes are taken one at a time, since one pass uses all of its
 * threads already.
 */
public final class Decoder implements AutoCloseable {
  /** The most rows that go through the blocks together. */
  private static final int MAX_ROWS = 256;

  private final ModelConfig config;
  private final ParallelKernels kernels;
  private final Workspace workspace = new Workspace(MAX_ROWS);
  private final Embedding embedding;
  private final DecoderBlock[] blocks;
  private final @Nullable Norm norm;
  private final Output output;
  private final List<Rope> ropes;
  private final Workspace.Buffer residual; // (rows, width)
  private final Workspace.Buffer wanted; // (rows, width) residuals whose logits are wanted
  private final Step step = new Step(MAX_ROWS);
  private final ReentrantLock lock = new ReentrantLock();
  private Rows shared; // (rows, vocabulary) logits of several sequences
  private int[] given = new int[4]; // by slice: rows of logits so far

  /**
   * Builds the blocks; sequences hold keys and values as floats.
   *
   * @param config what the decoder is made of
   * @param parameters its learned tensors
   * @param kernels the arithmetic and its threads; closed with the decoder
   */
  public Decoder(ModelConfig config, Parameters parameters, ParallelKernels kernels) {
    this(config, parameters, kernels, CacheType.F32);
  }

  /**
   * Builds the blocks.
   *
   * @param config what the decoder is made of
   * @param parameters its learned tensors
   * @param kernels the arithmetic and its threads; closed with the decoder
   * @param cacheType how sequences hold keys and values
   */
  public Decoder(
      ModelConfig config, Parameters parameters, ParallelKernels kernels, CacheType cacheType) {
    this.config = config;
    this.kernels = kernels;
    this.embedding = new Embedding(config, parameters, workspace, kernels);
    BlockBuilder builder =
        new BlockBuilder(config.width(), MAX_ROWS, parameters, workspace, kernels, cacheType);
    this.blocks = new DecoderBlock[config.layers().size()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = builder.block(i, config.layers().get(i));
    }
    this.norm = builder.norm(config.norm(), "norm");
    this.output = new Output(config, embedding.table(), parameters, workspace, kernels);
    this.ropes = List.copyOf(builder.ropes());
    this.residual = workspace.buffer("residual", config.width());
    this.wanted = workspace.buffer("wanted", config.width());
    this.shared = new Rows(0, config.vocabulary());
  }

  /**
   * What the decoder is made of.
   *
   * @return the configuration
   */
  public ModelConfig config() {
    return config;
  }

  /**
   * The arithmetic and its threads.
   *
   * @return the kernels
   */
  public ParallelKernels kernels() {
    return kernels;
  }

  /**
   * An empty sequence.
   *
   * @param capacity positions that it may reach; memory is taken as they are reached
   * @return the sequence
   * @throws IllegalArgumentException if the capacity is not positive or beyond a learned table of
   *     positions
   */
  public Sequence newSequence(int capacity) {
    EmbeddingConfig.LearnedPositions learned = config.embedding().positions();
    int most = learned == null ? Integer.MAX_VALUE : learned.rows() - learned.offset();
    if (capacity <= 0 || capacity > most) {
      throw new IllegalArgumentException(
          "a sequence of " + capacity + " positions, wanted 1 to " + most);
    }
    LayerState[] states = new LayerState[blocks.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = blocks[i].newState(capacity);
    }
    return new Sequence(capacity, config.vocabulary(), states);
  }

  /**
   * Sends tokens through the decoder. Afterwards each slice's sequence is longer by its tokens, and
   * {@link Sequence#logits} holds {@link Slice#logitRows} rows.
   *
   * @param slices tokens of different sequences, any number of each
   * @param observer sees the values of the pass
   * @throws io.kvasir.model.state.ContextFullException if tokens do not fit; then nothing has
   *     changed
   * @throws IllegalArgumentException if a token is outside of the vocabulary or a sequence is named
   *     twice; then nothing has changed
   * @throws NotFiniteException if logits are no numbers
   * @throws io.kvasir.model.state.CacheOverflowException if a key or value is beyond the type of
   *     the cache
   */
  public void forward(List<Slice> slices, Observer observer) {
    forward(slices, observer, Ablation.NONE);
  }

  /**
   * Sends tokens through the decoder with parts of it switched off. What a sequence has cached
   * keeps their absence: take all its passes with the same ablation.
   *
   * @param slices as in {@link #forward(List, Observer)}, with its errors
   * @param observer sees the values of the pass
   * @param ablation heads and feed-forwards that are silent in this pass
   * @throws IllegalArgumentException also if the decoder has no such part; then nothing has changed
   */
  public void forward(List<Slice> slices, Observer observer, Ablation ablation) {
    lock.lock();
    try {
      ablation.check(config);
      check(slices);
      int slice = 0;
      int done = 0;
      while (slice < slices.size()) {
        step.clear(observer, ablation);
        while (slice < slices.size()) {
          int added = step.add(slices.get(slice), slice, done);
          done += added;
          if (done < slices.get(slice).length()) {
            break;
          }
          slice++;
          done = 0;
        }
        run();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The logits that a residual would give if it were the last: what the model would say if it
   * stopped there ("logit lens", nostalgebraist 2020).
   *
   * @param residuals rows of width floats, as {@link Stage#RESIDUAL} shows them; not changed
   * @return logits, shape (residuals, vocabulary): for residuals of the last block those of the
   *     pass, bit for bit
   */
  public float[][] lens(float[][] residuals) {
    lock.lock();
    try {
      Rows w = new Rows(residuals.length, config.width());
      for (int row = 0; row < residuals.length; row++) {
        System.arraycopy(residuals[row], 0, w.data, w.at(row), config.width());
      }
      workspace.ensure(residuals.length);
      if (norm != null) {
        norm.forward(residuals.length, w, w);
      }
      Rows logits = new Rows(residuals.length, config.vocabulary());
      output.forward(residuals.length, w, logits);
      float[][] result = new float[residuals.length][config.vocabulary()];
      for (int row = 0; row < residuals.length; row++) {
        System.arraycopy(logits.data, logits.at(row), result[row], 0, config.vocabulary());
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void check(List<Slice> slices) {
    if (slices.size() > given.length) {
      given = new int[2 * slices.size()];
    }
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      slice.sequence().checkRoom(slice.length());
      for (int t = 0; t < slice.length(); t++) {
        if (slice.token(t) < 0 || slice.token(t) >= config.vocabulary()) {
          throw new IllegalArgumentException(
              "token "
                  + slice.token(t)
                  + " is outside of the vocabulary of "
                  + config.vocabulary());
        }
      }
      for (int other = 0; other < i; other++) {
        if (slices.get(other).sequence() == slice.sequence()) {
          throw new IllegalArgumentException("a sequence is named twice in one pass");
        }
      }
    }
    for (int i = 0; i < slices.size(); i++) {
      given[i] = 0;
      slices.get(i).sequence().prepareLogits(slices.get(i).logitRows());
    }
  }

  /** One step: the rows go through all blocks together. */
  private void run() {
    workspace.ensure(step.rows());
    for (int run = 0; run < step.runs(); run++) {
      step.sequence(run).begin(step.count(run));
    }
    for (int i = 0; i < ropes.size(); i++) {
      ropes.get(i).prepare(step);
    }
    Rows x = residual.rows();
    embedding.forward(step, x);
    step.observe(Stage.EMBEDDING, -1, x);
    for (DecoderBlock block : blocks) {
      block.forward(step, x);
    }
    logits(x);
    for (int run = 0; run < step.runs(); run++) {
      step.sequence(run).append(step.tokens(), step.firstRow(run), step.count(run));
    }
  }

  private void logits(Rows x) {
    Rows w = wanted.rows();
    int count = 0;
    for (int row = 0; row < step.rows(); row++) {
      if (isWanted(row)) {
        System.arraycopy(x.data, x.at(row), w.data, w.at(count++), config.width());
      }
    }
    if (count == 0) {
      return;
    }
    if (norm != null) {
      norm.forward(count, w, w);
    }
    step.observe(Stage.FINAL, blocks.length, w);
    if (shared.capacity < count) {
      shared = new Rows(count, config.vocabulary());
    }
    output.forward(count, w, shared);
    handOut();
  }

  private boolean isWanted(int row) {
    Slice slice = step.sliceOfRun(step.run(row));
    return switch (slice.want()) {
      case NONE -> false;
      case LAST -> step.position(row) + 1 == step.endPosition(step.run(row));
      case ALL -> true;
    };
  }

  /** Copies each row of logits to its sequence. */
  private void handOut() {
    int from = 0;
    for (int row = 0; row < step.rows(); row++) {
      if (isWanted(row)) {
        int at = shared.at(from++);
        if (!Float.isFinite(kernels.kernels().max(shared.data, at, config.vocabulary()))) {
          throw new NotFiniteException(step.position(row));
        }
        Rows to = step.sequenceOfRow(row).logits();
        int index = given[step.slice(row)]++;
        System.arraycopy(shared.data, at, to.data, to.at(index), config.vocabulary());
        step.observer().logits(step.slice(row), step.position(row), to, index);
      }
    }
  }

  /** Ends the threads. Sequences stay readable, but no pass is possible any more. */
  @Override
  public void close() {
    kernels.close();
  }
}
