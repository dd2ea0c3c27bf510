package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.KvCache;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both products of a tile have the same bits, however the cache holds the same numbers. */
@Tag("vector")
class CachedTileTest {
  private static final int HEADS = 2;
  private static final int TILE = KvCache.TILE;

  /** Numbers that are halves. */
  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      float x = (float) random.nextGaussian();
      numbers[i] = Float.float16ToFloat(Float.floatToFloat16(i % 7 == 0 ? x * 1e-6f : x));
    }
    return numbers;
  }

  private static KvCache cache(CacheType type, int width, float first) {
    KvCache cache = new KvCache(type, HEADS, width, 0, 0);
    for (int p = 0; p < TILE; p++) {
      float[] k = numbers(HEADS * width, 2L * p);
      float[] v = numbers(HEADS * width, 2L * p + 1);
      if (p == 5) {
        k[0] = first;
        v[0] = first;
      }
      cache.write(p, k, 0, v, 0);
    }
    return cache;
  }

  /** Scores and sums of n queries and the first keys, of one head. */
  private static float[] products(
      Kernels kernels, KvCache cache, int head, int width, int n, int keys) {
    HeadShape shape =
        new HeadShape(n * HEADS, HEADS, width, width, width, 1, 0, 0, null, false, null);
    CachedTile tile = new CachedTile(shape, kernels);
    tile.begin(cache, head);
    float[] scores = new float[n * TILE];
    tile.scores(numbers(n * width, 3), 0, width, n, 0, keys, scores);
    float[] out = numbers(n * width, 4);
    tile.openValues(0, keys, n);
    tile.blend(scores, 0, n, 0, keys, out, 0);
    float[] all = Arrays.copyOf(out, out.length + n * keys);
    for (int i = 0; i < n; i++) {
      System.arraycopy(scores, i * TILE, all, out.length + i * keys, keys);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 16, 80, 100, 256})
  void halvesFloatsAndTheOracleAreTheSame(int width) {
    KvCache halves = cache(CacheType.F16, width, 1);
    KvCache floats = cache(CacheType.F32, width, 1);
    for (int n : new int[] {1, 2, 3, 4, 5, 6}) {
      for (int keys : new int[] {1, 16, 17, 63, TILE}) {
        float[] found = products(new VectorKernels(), halves, 1, width, n, keys);
        assertThat(found)
            .as("%d queries, %d keys", n, keys)
            .isEqualTo(products(new VectorKernels(), floats, 1, width, n, keys))
            .isEqualTo(products(new ScalarKernels(), floats, 1, width, n, keys));
      }
    }
  }

  @Test
  void whatIsNotFiniteHarmsOnlyItsOwnHead() {
    KvCache sound = cache(CacheType.F16, 64, 1);
    KvCache damaged = cache(CacheType.F16, 64, Float.NaN);
    Kernels kernels = new VectorKernels();
    assertThat(products(kernels, damaged, 1, 64, 3, TILE))
        .isEqualTo(products(kernels, sound, 1, 64, 3, TILE));
    assertThat(products(kernels, damaged, 0, 64, 3, TILE)).contains(Float.NaN);
  }
}
