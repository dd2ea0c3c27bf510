package io.kvasir.model.djl;

import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import io.kvasir.model.generate.GenerateOptions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a prompt to what comes after it. */
final class KvasirTranslator implements StreamingTranslator<String, String> {
  private final GenerateOptions options;

  KvasirTranslator(GenerateOptions options) {
    this.options = options;
  }

  @Override
  public NDList processInput(TranslatorContext context, @Nullable String prompt)
      throws TranslateException {
    if (prompt == null) {
      throw new TranslateException("the prompt is null, wanted a text");
    }
    return KvasirBlock.wrap(new Request(prompt, options));
  }

  @Override
  public String processOutput(TranslatorContext context, NDList outputs) {
    return (String) KvasirBlock.unwrap(outputs.singletonOrThrow());
  }

  @Override
  public StreamOutput<String> processStreamOutput(
      TranslatorContext context, Stream<NDList> outputs) {
    return new TextStream(outputs.map(output -> processOutput(context, output)));
  }

  @Override
  public Support getSupport() {
    return Support.ITERATIVE;
  }

  @Override
  public Batchifier getBatchifier() {
    return Together.INSTANCE;
  }
}
