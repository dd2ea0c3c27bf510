package io.kvasir.tokenizer.pipeline;

/** The end of the way back: bytes become text. */
final class TextCollector implements TokenSink {
  private final Utf8Text utf8 = new Utf8Text();
  private final StringBuilder text = new StringBuilder();

  @Override
  public void part(byte[] bytes, boolean begins) {
    utf8.append(bytes, text);
  }

  @Override
  public void finish() {
    utf8.finish(text);
  }

  /** What has come together since the last call. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
