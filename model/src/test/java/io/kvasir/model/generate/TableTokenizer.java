package io.kvasir.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.TextStream;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Vocabulary;
import java.io.ByteArrayOutputStream;

/**
 * A table of pieces for tests: each token has its bytes, and a text loses a space at its beginning.
 */
final class TableTokenizer implements Tokenizer {
  private final byte[][] pieces;

  TableTokenizer(byte[]... pieces) {
    this.pieces = pieces;
  }

  static TableTokenizer of(String... pieces) {
    byte[][] bytes = new byte[pieces.length][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = pieces[i].getBytes(UTF_8);
    }
    return new TableTokenizer(bytes);
  }

  /** Token i is the i-th small letter. */
  static TableTokenizer letters(int count) {
    String[] letters = new String[count];
    for (int i = 0; i < count; i++) {
      letters[i] = String.valueOf((char) ('a' + i % 26));
    }
    return of(letters);
  }

  @Override
  public byte[] bytes(int id) {
    return id >= 0 && id < pieces.length ? pieces[id] : new byte[0];
  }

  @Override
  public TextStream stream(boolean skipSpecial) {
    return new Stream();
  }

  private final class Stream implements TextStream {
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean begun;

    @Override
    public String push(int id) {
      byte[] piece = bytes(id);
      int skip = !begun && piece.length > 0 && piece[0] == ' ' ? 1 : 0;
      begun |= piece.length > 0;
      rest.write(piece, skip, piece.length - skip);
      byte[] all = rest.toByteArray();
      int end = all.length - unfinished(all);
      rest.reset();
      rest.write(all, end, all.length - end);
      return new String(all, 0, end, UTF_8);
    }

    @Override
    public String finish() {
      String text = rest.toString(UTF_8);
      rest.reset();
      return text;
    }

    /** Bytes at the end that begin a sequence of UTF-8 and do not end it. */
    private static int unfinished(byte[] bytes) {
      for (int back = 1; back <= Math.min(3, bytes.length); back++) {
        int b = bytes[bytes.length - back] & 0xff;
        if (b >= 0xc0) {
          int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
          return back < length ? back : 0;
        }
      }
      return 0;
    }
  }

  @Override
  public int[] encode(CharSequence text, boolean addSpecial, boolean recogniseSpecial) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Explanation explain(CharSequence text, boolean addSpecial, boolean recogniseSpecial) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String decode(int[] ids, boolean skipSpecial) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Vocabulary vocabulary() {
    throw new UnsupportedOperationException();
  }
}
