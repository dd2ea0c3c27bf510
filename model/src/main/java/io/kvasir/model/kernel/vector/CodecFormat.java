package io.kvasir.model.kernel.vector;

import io.kvasir.model.weights.codec.BlockCodec;
import java.lang.foreign.MemorySegment;

/** Any format, by its codec: right, and as fast as C2 makes the codec's loop. */
final class CodecFormat extends Format {
  private final BlockCodec codec;

  CodecFormat(BlockCodec codec) {
    super(codec);
    this.codec = codec;
  }

  @Override
  void decode(MemorySegment data, long at, int n, float[] dst, int to) {
    codec.decode(data, at, dst, to, n / codec.elements());
  }
}
