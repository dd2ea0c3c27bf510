package io.kvasir.model.generate;

import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Starts generations. It has no state of its own: threads share it. */
public final class Generator {
  private static final int TOGETHER = 32; // texts that share a pass; each holds a cache meanwhile

  private final Passes passes;
  private final Tokenizer tokenizer;
  private final IntPredicate endTokens;
  private final int context;

  /**
   * Puts the parts together.
   *
   * @param decoder runs the passes
   * @param tokenizer turns ids into text
   * @param endTokens tells which ids end a text
   * @param context the most positions of a sequence, at least 1
   * @param engine what the statistics say about it all
   */
  public Generator(
      Decoder decoder,
      Tokenizer tokenizer,
      IntPredicate endTokens,
      int context,
      EngineInfo engine) {
    this.passes = new Passes(decoder, engine);
    this.tokenizer = tokenizer;
    this.endTokens = endTokens;
    this.context = context;
  }

  /**
   * Starts to continue a text. No pass is run yet.
   *
   * @param prompt ids, at least one
   * @param options what to generate and when to stop
   * @return the generation
   * @throws InvalidPromptException if the prompt is empty, has an id outside of the vocabulary, or
   *     is longer than the context ({@link PromptTooLongException})
   * @throws IllegalArgumentException if the model does not have what the options switch off
   */
  public Generation start(int[] prompt, GenerateOptions options) {
    return start(prompt, options, Observer.NONE, SamplerObserver.NONE);
  }

  /**
   * Starts to continue a text that is watched on its way. No pass is run yet.
   *
   * @param prompt ids, at least one
   * @param options what to generate and when to stop
   * @param observer looks into the passes
   * @param samplerObserver looks into the choice of each token
   * @return the generation: the same tokens as unobserved
   * @throws InvalidPromptException as in {@link #start(int[], GenerateOptions)}
   */
  public Generation start(
      int[] prompt, GenerateOptions options, Observer observer, SamplerObserver samplerObserver) {
    int[] ids = prompt.clone();
    passes.check(ids, context);
    passes.check(options.ablation());
    return new Generation(
        passes, continuation(ids, options, samplerObserver), ids, observer, options.ablation());
  }

  /**
   * Continues several texts together: up to 32 share each pass, so that the weights are read once
   * for all of them.
   *
   * @param prompts ids of each
   * @param options the same for all; a given seed is every text's own
   * @return the new text of each, bit for bit as if it had been alone
   * @throws InvalidPromptException as in {@link #start(int[], GenerateOptions)}, before anything is
   *     generated
   * @throws io.kvasir.model.weights.ModelFormatException if the weights lead to numbers that are
   *     not finite
   */
  public List<String> generateAll(List<int[]> prompts, GenerateOptions options) {
    List<int[]> copies = prompts.stream().map(int[]::clone).toList();
    copies.forEach(ids -> passes.check(ids, context));
    passes.check(options.ablation());
    List<StringBuilder> texts = new ArrayList<>();
    List<Member> active = new ArrayList<>();
    while (texts.size() < copies.size() || !active.isEmpty()) {
      while (texts.size() < copies.size() && active.size() < TOGETHER) {
        int[] prompt = copies.get(texts.size());
        StringBuilder text = new StringBuilder();
        texts.add(text);
        active.add(new Member(continuation(prompt, options, SamplerObserver.NONE), text));
      }
      active.removeIf(Member::hasEnded);
      if (!active.isEmpty()) {
        passes.forward(
            active.stream().map(m -> m.continuation().next()).toList(),
            Observer.NONE,
            options.ablation());
        active.forEach(Member::takeToken);
      }
    }
    return texts.stream().map(StringBuilder::toString).toList();
  }

  /** One of the texts that are continued together. */
  private record Member(Continuation continuation, StringBuilder text) {
    boolean hasEnded() {
      return continuation.stopReason() != null;
    }

    void takeToken() {
      if (continuation.promptIsIn()) {
        text.append(continuation.choose().text());
      }
    }
  }

  private Continuation continuation(
      int[] prompt, GenerateOptions options, SamplerObserver observer) {
    int room = context - prompt.length;
    int limit = Math.min(room, options.maxTokens().orElse(Integer.MAX_VALUE));
    StopReason atLimit =
        options.maxTokens().isPresent() && options.maxTokens().getAsInt() <= room
            ? StopReason.LENGTH
            : StopReason.CONTEXT_FULL;
    Decoder decoder = passes.decoder();
    return new Continuation(
        decoder.newSequence(prompt.length + limit),
        prompt,
        options,
        limit,
        atLimit,
        decoder.config().vocabulary(),
        endTokens,
        tokenizer.stream(true),
        observer);
  }
}
