package io.kvasir.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class KvCacheTest {
  private static final int HEADS = 2;
  private static final int WIDTH = 3;
  private static final Converted MEMORY = new Converted();

  private static float[] row(int position, int salt) {
    float[] row = new float[HEADS * WIDTH];
    for (int i = 0; i < row.length; i++) {
      row[i] = 100 * position + 10 * salt + i;
    }
    return row;
  }

  private static void write(KvCache cache, int position, int salt) {
    cache.write(position, row(position, salt), 0, row(position, salt + 1), 0);
  }

  private static float key(KvCache cache, int position, int head, int d) {
    int at = cache.offset(head) + d * KvCache.TILE + position % KvCache.TILE;
    return cache.keys(position, head, MEMORY)[at];
  }

  private static float value(KvCache cache, int position, int head, int d) {
    int at = cache.offset(head) + position % KvCache.TILE * WIDTH + d;
    return cache.values(position, head, KvCache.TILE, MEMORY)[at];
  }

  private static float[] block(KvCache cache, int position) {
    return cache.keys(position, 0, MEMORY);
  }

  @Test
  void halvesAreRoundedOnceAndTakeHalfOfTheMemory() {
    KvCache cache = new KvCache(CacheType.F16, HEADS, WIDTH, 0, 8);
    float[] k = {1 / 3f, 2 / 3f, 1e-9f, 1000.3f, -5, 65504};
    for (int p = 0; p < 70; p++) {
      cache.write(p, k, 0, k, 0);
    }
    KvCache fork = cache.fork();
    write(fork, 1, 0);
    for (int i = 0; i < k.length; i++) {
      float rounded = Float.float16ToFloat(Float.floatToFloat16(k[i]));
      assertThat(key(cache, 65, i / WIDTH, i % WIDTH)).isEqualTo(rounded);
      assertThat(value(cache, 1, i / WIDTH, i % WIDTH)).isEqualTo(rounded);
    }
    assertThat(cache.bytes()).isEqualTo(2L * 2 * HEADS * WIDTH * KvCache.TILE * Short.BYTES);
    assertThat(cache.bytesAt(70)).isEqualTo(cache.bytes());
  }

  @Test
  void halvesAreHandedOutAsTheyStandWhileAllAreFinite() {
    KvCache cache = new KvCache(CacheType.F16, HEADS, WIDTH, 0, 8);
    KvCache floats = new KvCache(CacheType.F32, HEADS, WIDTH, 0, 8);
    write(cache, 3, 0);
    write(floats, 3, 0);
    short[] k = Objects.requireNonNull(cache.halfKeys(3));
    short[] v = Objects.requireNonNull(cache.halfValues(3));
    int keyAt = cache.halfOffset(1) + 2 * KvCache.TILE + 3;
    int valueAt = cache.halfOffset(1) + 3 * WIDTH + 2;
    assertThat(Float.float16ToFloat(k[keyAt])).isEqualTo(305);
    assertThat(Float.float16ToFloat(v[valueAt])).isEqualTo(315);
    assertThat(floats.halfKeys(3)).isNull();
    float[] damaged = row(4, 0);
    damaged[1] = Float.NaN;
    cache.write(4, damaged, 0, row(4, 1), 0);
    assertThat(cache.halfKeys(3)).isNull();
    assertThat(cache.fork().halfKeys(3)).isNull();
    assertThat(cache.halfValues(3)).isNotNull();
    assertThat(key(cache, 4, 0, 1)).isNaN();
  }

  @Test
  void whatIsWrittenIsRead() {
    KvCache cache = new KvCache(CacheType.F32, HEADS, WIDTH, 0, 8);
    for (int p = 0; p < 200; p++) {
      write(cache, p, 0);
    }
    for (int p = 0; p < 200; p++) {
      assertThat(key(cache, p, 1, 2)).isEqualTo(100f * p + 5);
      assertThat(value(cache, p, 0, 1)).isEqualTo(100f * p + 11);
    }
  }

  @Test
  void memoryGrowsByBlocks() {
    KvCache cache = new KvCache(CacheType.F32, HEADS, WIDTH, 0, 8);
    assertThat(cache.bytes()).isZero();
    write(cache, 0, 0);
    long block = cache.bytes();
    assertThat(block).isEqualTo(2L * HEADS * WIDTH * KvCache.TILE * Float.BYTES);
    write(cache, KvCache.TILE - 1, 0);
    assertThat(cache.bytes()).isEqualTo(block);
    write(cache, KvCache.TILE, 0);
    assertThat(cache.bytes()).isEqualTo(2 * block);
  }

  @Test
  void aForkSharesMemoryUntilOneWrites() {
    KvCache cache = new KvCache(CacheType.F32, HEADS, WIDTH, 0, 8);
    for (int p = 0; p < 100; p++) {
      write(cache, p, 0);
    }
    KvCache fork = cache.fork();
    assertThat(block(fork, 99)).isSameAs(block(cache, 99));
    write(fork, 99, 5);
    write(cache, 100, 7);
    assertThat(key(cache, 99, 0, 0)).isEqualTo(9900f);
    assertThat(key(fork, 99, 0, 0)).isEqualTo(9950f);
    assertThat(key(fork, 98, 0, 0)).isEqualTo(9800f);
    assertThat(block(fork, 0)).isSameAs(block(cache, 0));
  }

  @Test
  void aWindowKeepsOnlyItsRing() {
    int window = 70;
    int slack = 16;
    KvCache cache = new KvCache(CacheType.F32, HEADS, WIDTH, window, slack);
    for (int p = 0; p < 1000; p++) {
      write(cache, p, 0);
      for (int seen = Math.max(0, p - window - slack + 1); seen <= p; seen++) {
        assertThat(key(cache, seen, 1, 0)).isEqualTo(100f * seen + 3);
      }
    }
    assertThat(cache.bytes()).isEqualTo(3L * 2 * HEADS * WIDTH * KvCache.TILE * Float.BYTES);
    assertThatThrownBy(() -> block(cache, 700)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRingKnowsHowFarBackItReaches() {
    KvCache cache = new KvCache(CacheType.F32, HEADS, WIDTH, 70, 16);
    for (int p = 0; p < 1000; p++) {
      write(cache, p, 0);
    }
    assertThat(cache.rollback(990, 1000, null)).isTrue();
    assertThat(cache.rollback(700, 1000, null)).isFalse();
    assertThat(new KvCache(CacheType.F32, HEADS, WIDTH, 0, 0).rollback(0, 1000, null)).isTrue();
  }

  @Test
  void whatHalvesCannotHoldIsAnErrorThatSaysSo() {
    KvCache cache = new KvCache(CacheType.F16, 1, 1, 0, 0);
    float[] one = {1};

    cache.write(0, new float[] {-65_504}, 0, one, 0);
    cache.write(1, new float[] {Float.NaN}, 0, new float[] {Float.NEGATIVE_INFINITY}, 0);

    for (float tooLarge : new float[] {65_520, -70_000}) {
      assertThatThrownBy(() -> cache.write(2, one, 0, new float[] {tooLarge}, 0))
          .isInstanceOf(CacheOverflowException.class)
          .hasMessage(
              "a key or value of position 2 is "
                  + tooLarge
                  + ", an f16 cache holds at most 65,504: wanted an f32 cache");
    }
  }
}
