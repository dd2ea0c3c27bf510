package io.kvasir.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message of Protocol Buffers (the wire format), field by field. A field that the caller does not
 * ask for is skipped by the next call of {@link #next}.
 */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int type = -1;
  private int payload;

  ProtoReader(byte[] data, int from, int to) {
    this.data = data;
    this.at = from;
    this.end = to;
  }

  /** Steps to the next field; its number, or 0 at the end. */
  int next() {
    at = type < 0 ? at : payloadEnd();
    if (at == end) {
      return 0;
    }
    long key = varint();
    type = (int) (key & 7);
    payload = at;
    if (payloadEnd() > end || key >>> 3 == 0 || key >>> 3 > Integer.MAX_VALUE) {
      throw truncated();
    }
    return (int) (key >>> 3);
  }

  private int payloadEnd() {
    at = payload;
    long to =
        switch (type) {
          case VARINT -> {
            varint();
            yield at;
          }
          case FIXED64 -> at + 8L;
          case FIXED32 -> at + 4L;
          case BYTES -> {
            long length = varint();
            yield length < 0 ? Long.MAX_VALUE : at + length;
          }
          default -> throw new IllegalArgumentException("unknown wire type " + type);
        };
    at = payload;
    if (to < payload || to > end) {
      throw truncated();
    }
    return (int) to;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw truncated();
      }
      byte b = data[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }

  private static IllegalArgumentException truncated() {
    return new IllegalArgumentException("a field reaches beyond the end of its message");
  }

  private void expect(int wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException("wire type " + type + ", wanted " + wanted);
    }
    at = payload;
  }

  long number() {
    expect(VARINT);
    long value = varint();
    at = payload;
    return value;
  }

  float floating() {
    expect(FIXED32);
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = (bits << 8) | (data[payload + i] & 0xFF);
    }
    return Float.intBitsToFloat(bits);
  }

  byte[] bytes() {
    expect(BYTES);
    varint();
    byte[] value = Arrays.copyOfRange(data, at, payloadEndAfterLength());
    at = payload;
    return value;
  }

  private int payloadEndAfterLength() {
    int start = at;
    int to = payloadEnd();
    at = start;
    return to;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  ProtoReader message() {
    byte[] inner = bytes();
    return new ProtoReader(inner, 0, inner.length);
  }
}
