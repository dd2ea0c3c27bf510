package io.kvasir.model.generate;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.sample.Sampler;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import io.kvasir.tokenizer.TextStream;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One text that is continued: what goes into its next pass, and what comes out of it. It runs no
 * pass itself, so that several texts can share one.
 */
final class Continuation {
  private static final int PROMPT_STEP = 512; // tokens between two looks at whether to stop

  private final Sequence sequence;
  private final int[] prompt;
  private final GenerateOptions options;
  private final IntPredicate endTokens;
  private final Sampler sampler;
  private final SamplerObserver observer;
  private final TextStream text;
  private final StopStrings stops;
  private final int limit; // the most new tokens
  private final StopReason atLimit;
  private final int[] last = new int[1];
  private final Slice lastSlice;
  private int taken; // tokens of the prompt that are in the sequence
  private int newTokens;
  private @Nullable StopReason stopReason;

  /** The sequence is empty and has room for the prompt and the new tokens. */
  Continuation(
      Sequence sequence,
      int[] prompt,
      GenerateOptions options,
      int limit,
      StopReason atLimit,
      int vocabulary,
      IntPredicate endTokens,
      TextStream text,
      SamplerObserver observer) {
    this.sequence = sequence;
    this.prompt = prompt;
    this.options = options;
    this.limit = limit;
    this.atLimit = atLimit;
    this.endTokens = endTokens;
    this.sampler = options.sampler().sampler(vocabulary);
    this.text = text;
    this.observer = observer;
    this.stops = new StopStrings(options.stops());
    this.lastSlice = Slice.of(sequence, last, Want.LAST);
    for (int token : prompt) {
      sampler.accept(token);
      text.push(token); // a text's first token may lose its space; the continuation is not at the
      // beginning
    }
    if (limit == 0) {
      stopReason = atLimit;
    }
  }

  Sequence sequence() {
    return sequence;
  }

  int promptTokens() {
    return prompt.length;
  }

  int newTokens() {
    return newTokens;
  }

  long seed() {
    return sampler.seed();
  }

  @Nullable StopReason stopReason() {
    return stopReason;
  }

  boolean promptIsIn() {
    return taken == prompt.length;
  }

  /**
   * What goes into the next pass: a piece of the prompt, of which the last wants logits, or the
   * last token.
   */
  Slice next() {
    if (promptIsIn()) {
      return lastSlice;
    }
    int to = Math.min(prompt.length, taken + PROMPT_STEP);
    Want want = to == prompt.length && limit > 0 ? Want.LAST : Want.NONE;
    Slice slice = new Slice(sequence, prompt, taken, to, want);
    taken = to;
    return slice;
  }

  /** Chooses a token from the logits of the pass that has just run. */
  Emitted choose() {
    Rows logits = sequence.logits();
    int token = sampler.sample(logits.data, logits.at(0), observer);
    double logProbability =
        options.logProbabilities()
            ? sampler.logProbability(logits.data, logits.at(0), token)
            : Double.NaN;
    sampler.accept(token);
    last[0] = token;
    newTokens++;
    return new Emitted(token, readable(token), logProbability);
  }

  private String readable(int token) {
    String certain = "";
    if (!options.ignoreEnd() && endTokens.test(token)) {
      stopReason = StopReason.END_TOKEN;
    } else {
      certain = stops.push(text.push(token));
      if (newTokens == limit) {
        stopReason = atLimit;
      }
    }
    if (stopReason != null && !stops.found()) { // nothing follows: let out what was held back
      certain += stops.push(text.finish());
    }
    if (stops.found()) {
      stopReason = StopReason.STOP_STRING;
    } else if (stopReason != null) {
      certain += stops.finish();
    }
    return certain;
  }
}
