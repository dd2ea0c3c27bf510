package io.kvasir.tokenizer.pipeline;

/** Where a file names no decoder, tokens are joined with spaces, as the library does. */
final class SpaceBetween implements Decoder {
  private static final byte[] SPACE = {' '};

  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new TokenSink() {
      private boolean first = moment != Moment.MIDDLE;

      @Override
      public void part(byte[] bytes, boolean begins) {
        if (begins && !first) {
          next.part(SPACE, true);
        }
        first = false;
        next.part(bytes, begins);
      }

      @Override
      public void finish() {
        next.finish();
      }
    };
  }
}
