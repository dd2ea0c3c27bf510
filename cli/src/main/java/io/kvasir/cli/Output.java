package io.kvasir.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output: UTF-8, buffered until {@link #flush}, and it remembers that a write failed even
 * when the caller's {@code PrintWriter} swallowed the exception.
 */
final class Output extends OutputStream {

  private final OutputStream target;
  private final byte[] buffer = new byte[1 << 13];
  private int used;
  private @Nullable IOException failure;

  Output(OutputStream target) {
    this.target = target;
  }

  /** Writes text; a failed write is an {@link UncheckedIOException}. */
  void print(String text) {
    try {
      write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands everything to the reader now, as after each token. */
  void push() {
    try {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first write that failed, if one did. */
  @Nullable IOException failure() {
    return failure;
  }

  /** Throws the first failure again, in case that a writer in between kept it to itself. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * True when the reader went away, as in {@code kvasir ... | head -1}: no failure of ours, and
   * nobody to tell. Java has no exception type for it, only the operating system's words.
   */
  static boolean readerIsGone(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("Connection reset");
  }

  @Override
  public void write(int b) throws IOException {
    if (used == buffer.length) {
      drain();
    }
    buffer[used++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.length - used) {
      drain();
    }
    if (length > buffer.length) {
      send(bytes, from, length);
      return;
    }
    System.arraycopy(bytes, from, buffer, used, length);
    used += length;
  }

  @Override
  public void flush() throws IOException {
    drain();
  }

  private void drain() throws IOException {
    int length = used;
    used = 0;
    if (length > 0) {
      send(buffer, 0, length);
    }
  }

  private void send(byte[] bytes, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      target.write(bytes, from, length);
      target.flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
