package io.kvasir.model.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.weights.Allocation;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.ValueList;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes of a valid file are changed at random: it opens and can be read, or is refused; nothing
 * else.
 */
class GgufFuzzTest {
  private static final long MOST_BYTES = 1 << 20; // for files of some hundred bytes
  private static final long[] EXTREME = {
    0, 1, -1, 1L << 31, 1L << 32, 1L << 62, Long.MIN_VALUE, 255, 77
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void onlyFormatExceptionsComeOut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] valid = RawGguf.valid().bytes();
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] bytes = mutated(valid, random);
      long before = Allocation.ofThisThread();
      try (TensorSource source = Gguf.of("fuzz.gguf", bytes)) {
        readAll(source);
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).startsWith("fuzz.gguf: ").doesNotContain("\n");
        refused++;
      }
      assertThat(Allocation.ofThisThread() - before).isLessThan(MOST_BYTES);
    }
    assertThat(refused).isBetween(1000, 4999);
  }

  private static byte[] mutated(byte[] valid, SplittableRandom random) {
    byte[] bytes = valid.clone();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int at = random.nextInt(bytes.length - 8);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> RawGguf.view(bytes).putLong(at, EXTREME[random.nextInt(EXTREME.length)]);
      }
    }
    return bytes;
  }

  private static void readAll(TensorSource source) {
    for (String key : source.metadata().keys()) {
      Object value = source.metadata().peek(key).orElseThrow();
      if (value instanceof ValueList list) {
        int n = 0;
        for (Object element : list) {
          assertThat(element).isNotNull();
          n++;
        }
        assertThat(n).isEqualTo(list.size());
      }
    }
    for (Tensor tensor : source.tensors()) {
      float[] row = new float[tensor.shape().cols()];
      tensor.row((int) tensor.rowCount() - 1, row, 0);
    }
  }
}
