package io.kvasir.model.weights.safetensors;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The bytes of a segment of less than 2 GiB as a stream. */
final class SegmentStream extends InputStream {
  private final ByteBuffer bytes;

  SegmentStream(MemorySegment segment) {
    this.bytes = segment.asByteBuffer();
  }

  @Override
  public int read() {
    return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int n = Math.min(length, bytes.remaining());
    bytes.get(target, offset, n);
    return n;
  }
}
