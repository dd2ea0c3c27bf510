package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.TokenSink;

/** A stage that passes the end of the text on. */
abstract class DecodeStage implements TokenSink {
  final TokenSink next;

  DecodeStage(TokenSink next) {
    this.next = next;
  }

  @Override
  public void finish() {
    next.finish();
  }
}
