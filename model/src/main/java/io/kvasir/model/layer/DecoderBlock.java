package io.kvasir.model.layer;

import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.LayerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One block of a decoder, as in the textbook:
 *
 * <pre>
 * norm  -> mixer (attention over the cache) -> add
 * norm  -> feed-forward                     -> add
 * </pre>
 */
final class DecoderBlock {
  private final int layer;
  private final Mixer mixer;
  private final @Nullable FeedForward feedForward;
  private final BlockNorms norms;
  private final ResidualAdd add;
  private final boolean parallel;
  private final boolean ofSums;
  private final Workspace.Buffer normed; // (rows, width) what mixer or feed-forward reads
  private final Workspace.Buffer
      normedToo; // (rows, width) the feed-forward's own in a parallel block
  private final Workspace.Buffer mixed; // (rows, width) the mixer's result
  private final Workspace.Buffer fed; // (rows, width) the feed-forward's result

  /** The norms of a block; null where there is none. */
  record BlockNorms(
      @Nullable Norm mixerInput,
      @Nullable Norm mixerOutput,
      @Nullable Norm feedForwardInput,
      @Nullable Norm feedForwardOutput) {}

  DecoderBlock(
      int layer,
      int width,
      Mixer mixer,
      @Nullable FeedForward feedForward,
      BlockNorms norms,
      ResidualShape shape,
      Workspace workspace,
      ParallelKernels kernels) {
    this.layer = layer;
    this.mixer = mixer;
    this.feedForward = feedForward;
    this.norms = norms;
    this.parallel = shape.parallel();
    this.ofSums = shape.ofSums();
    this.add = new ResidualAdd(width, shape.multiplier(), kernels);
    this.normed = workspace.buffer("normed", width);
    this.normedToo = workspace.buffer("normed too", width);
    this.mixed = workspace.buffer("mixed", width);
    this.fed = workspace.buffer("fed", width);
  }

  LayerState newState(int capacity) {
    return mixer.newState(capacity);
  }

  /** Adds to the residual x, (rows, width), what mixer and feed-forward have to say. */
  void forward(Step step, Rows x) {
    int rows = step.rows();
    Rows mixerInput = norm(norms.mixerInput(), rows, x, normed.rows());
    step.observe(Stage.MIXER_INPUT, layer, mixerInput);
    mixer.forward(step, layer, mixerInput, mixed.rows());
    Rows mixerOutput = norm(outputNorm(norms.mixerOutput()), rows, mixed.rows(), mixed.rows());
    step.observe(Stage.MIXER_OUTPUT, layer, mixerOutput);
    FeedForward ffn = feedForward;
    if (ffn == null) {
      addTo(rows, mixerOutput, x, norms.mixerOutput());
    } else if (parallel) {
      Rows own = norms.feedForwardInput() == null ? mixerInput : normedToo.rows();
      feed(
          step,
          ffn,
          norm(norms.feedForwardInput(), rows, norms.feedForwardInput() == null ? own : x, own));
      add.forward(rows, mixerOutput, x);
      add.forward(rows, fed.rows(), x);
    } else {
      addTo(rows, mixerOutput, x, norms.mixerOutput());
      feed(step, ffn, norm(norms.feedForwardInput(), rows, x, normed.rows()));
      addTo(rows, fed.rows(), x, norms.feedForwardOutput());
    }
    step.observe(Stage.RESIDUAL, layer, x);
  }

  private void feed(Step step, FeedForward ffn, Rows input) {
    if (step.ablation().silencesFeedForward(layer)) {
      Arrays.fill(fed.rows().data, 0, fed.rows().at(step.rows()), 0);
    } else {
      ffn.forward(step.rows(), input, fed.rows());
      norm(outputNorm(norms.feedForwardOutput()), step.rows(), fed.rows(), fed.rows());
    }
    step.observe(Stage.FEED_FORWARD_OUTPUT, layer, fed.rows());
  }

  /** The norm of what is added; null where it norms the sum. */
  private @Nullable Norm outputNorm(@Nullable Norm norm) {
    return ofSums ? null : norm;
  }

  private void addTo(int rows, Rows what, Rows x, @Nullable Norm after) {
    add.forward(rows, what, x);
    norm(ofSums ? after : null, rows, x, x);
  }

  private static Rows norm(@Nullable Norm norm, int rows, Rows x, Rows out) {
    if (norm == null) {
      return x;
    }
    norm.forward(rows, x, out);
    return out;
  }
}
