package io.kvasir.tokenizer.pipeline;

import io.kvasir.tokenizer.TextStream;

/** Text from ids, token by token. */
final class DecodedStream implements TextStream {
  private final TokenVocabulary vocabulary;
  private final boolean skipSpecial;
  private final TextCollector collector = new TextCollector();
  private final TokenSink sink;

  DecodedStream(
      TokenVocabulary vocabulary, Decoder decoder, Decoder.Moment moment, boolean skipSpecial) {
    this.vocabulary = vocabulary;
    this.skipSpecial = skipSpecial;
    this.sink = decoder.before(collector, moment);
  }

  @Override
  public String push(int id) {
    if (vocabulary.has(id) && !(skipSpecial && vocabulary.isSpecial(id))) {
      sink.part(vocabulary.utf8(id), true);
    }
    return collector.take();
  }

  @Override
  public String finish() {
    sink.finish();
    return collector.take();
  }
}
