package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ScalarKernels;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on floats have the very bits of the oracle that sums in as many lanes. */
@Tag("vector")
class VectorKernelsTest {
  private static final int VECTORS = 67; // b: more than are folded at once, a multiple of no tile

  private final VectorKernels vector = new VectorKernels();
  private final ScalarKernels scalar = new ScalarKernels(vector.lanes());

  @Test
  void theWidthIsTheOneThatWasAskedFor() {
    String bits = System.getProperty("kvasir.vector.bits");
    if (bits != null) {
      assertThat(vector.name()).isEqualTo("vector-" + bits);
      assertThat(vector.lanes()).isEqualTo(Integer.parseInt(bits) / 32);
    }
    assertThat(vector.lanes()).isIn(4, 8, 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 16, 17, 31, 64, 80, 96, 128, 130, 256})
  void dotsAndBlendEqualTheOracle(int width) {
    for (int n : new int[] {1, 2, 3, 5, 8}) {
      float[] a = Samples.floats(n * (width + 1), 1);
      float[] b = Samples.floats(VECTORS * (width + 2), 2);
      float[] found = new float[n * (VECTORS + 1)];
      float[] expected = found.clone();
      vector.dots(a, 0, width + 1, n, b, 0, width + 2, VECTORS, width, found, 0, VECTORS + 1);
      scalar.dots(a, 0, width + 1, n, b, 0, width + 2, VECTORS, width, expected, 0, VECTORS + 1);
      assertThat(found).as("dots, %d", n).isEqualTo(expected);
      float[] out = Samples.floats(n * (width + 1), 3);
      float[] right = out.clone();
      vector.blend(found, 0, VECTORS + 1, n, b, 0, width + 2, VECTORS, width, out, 0, width + 1);
      scalar.blend(found, 0, VECTORS + 1, n, b, 0, width + 2, VECTORS, width, right, 0, width + 1);
      assertThat(out).as("blend, %d", n).isEqualTo(right);
    }
  }

  /** Also with subnormal halves, and with weights that cannot be multiplied by 2¹¹². */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 17, 48, 64, 80, 130, 256})
  void sumsOfHalvesEqualThoseOfTheirFloats(int width) {
    for (int m : new int[] {1, 5, 64, 1100}) {
      short[] v = new short[m * (width + 2)];
      float[] floats = Samples.floats(v.length, 2);
      for (int i = 0; i < v.length; i++) {
        v[i] = Float.floatToFloat16(i % 5 == 0 ? floats[i] * 1e-6f : floats[i]);
        floats[i] = Float.float16ToFloat(v[i]);
      }
      for (int n : new int[] {1, 2, 3, 4, 5}) {
        for (float scale : new float[] {1, 1e-40f, 1e5f, Float.NaN}) {
          float[] p = Samples.floats(n * (m + 1), 3);
          for (int i = 0; i < p.length; i++) {
            p[i] *= scale;
          }
          float[] found = Samples.floats(n * (width + 1), 4);
          float[] expected = found.clone();
          float[] oracle = found.clone();
          vector.blend(p, 0, m + 1, n, v, 0, width + 2, m, width, found, 0, width + 1);
          vector.blend(p, 0, m + 1, n, floats, 0, width + 2, m, width, expected, 0, width + 1);
          scalar.blend(p, 0, m + 1, n, v, 0, width + 2, m, width, oracle, 0, width + 1);
          assertThat(found).as("%d rows of %d, %g", n, m, scale).isEqualTo(expected);
          assertThat(oracle).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {65504, -0f, 0x1p-24f, -0x1p-14f, 0x1.ff8p-15f})
  void halvesAtTheEdgesAreExact(float value) {
    short half = Float.floatToFloat16(value);
    assertThat(Float.float16ToFloat(half)).isEqualTo(value);
    short[] v = new short[64];
    Arrays.fill(v, half);
    for (float weight : new float[] {1, 65535.996f, -65536, Float.MIN_VALUE, -0f}) {
      float[] p = {1, weight};
      float[] out = new float[2 * 64];
      vector.blend(p, 0, 1, 2, v, 0, 64, 1, 64, out, 0, 64);
      assertThat(out[5]).isEqualTo(Math.fma(1, value, 0f));
      assertThat(out[64 + 5]).isEqualTo(Math.fma(weight, value, 0f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 63, 64, 67, 256, 260})
  void readingAheadStaysWithinWhatWasNamed(int count) {
    assertThatCode(
            () -> {
              vector.touch(new float[count + 5], 5, count);
              vector.touch(new short[count + 5], 5, count);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void theLargestIsThatOfTheOracleAlsoWithoutASignOrANumber() {
    float[] a = {-0f, 0f, -3, -1e-42f, Float.NEGATIVE_INFINITY, 1e-42f, -0f};
    float notANumber = Float.intBitsToFloat(0xffc00001); // below all, were it a number
    for (int length : new int[] {1, 16, 37}) {
      for (float first : a) {
        float[] x = new float[length];
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        x[length / 2] = first;
        assertThat(Float.floatToRawIntBits(vector.max(x, 0, length)))
            .isEqualTo(Float.floatToRawIntBits(scalar.max(x, 0, length)));
        x[0] = notANumber;
        assertThat(vector.max(x, 0, length)).isNaN();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 15, 16, 31, 33, 255, 576, 2048})
  void sumsEqualTheOracle(int n) {
    float[] a = Samples.floats(n + 1, 1);
    float[] b = Samples.floats(n + 2, 2);
    assertThat(vector.dot(a, 1, b, 2, n)).isEqualTo(scalar.dot(a, 1, b, 2, n));
    assertThat(vector.sum(a, 1, n)).isEqualTo(scalar.sum(a, 1, n));
    assertThat(vector.max(a, 1, n)).isEqualTo(scalar.max(a, 1, n));
  }

  @Test
  void theLargestOfNaNIsNaN() {
    for (int at : new int[] {0, 15, 16, 40}) {
      float[] a = Samples.floats(41, 1);
      a[at] = Float.NaN;
      assertThat(vector.max(a, 0, 41)).isNaN();
      assertThat(scalar.max(a, 0, 41)).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void functionsEqualTheOracleWhereverAnElementStands(Activation activation) {
    float[] a = arguments();
    for (int n = a.length - 40; n <= a.length; n++) {
      float[] found = a.clone();
      float[] expected = a.clone();
      vector.activate(activation, found, a.length - n, n);
      scalar.activate(activation, expected, a.length - n, n);
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void exponentialsEqualTheOracleWhereverAnElementStands() {
    float[] a = arguments();
    for (int n = a.length - 40; n <= a.length; n++) {
      float[] found = a.clone();
      float[] expected = a.clone();
      vector.exp(found, a.length - n, n, 0.3f);
      scalar.exp(expected, a.length - n, n, 0.3f);
      assertThat(found).isEqualTo(expected);
    }
  }

  private static float[] arguments() {
    float[] a = Samples.floats(2 * Functions.BLOCK + 200, 5); // more than one block
    for (int i = 0; i < a.length; i++) {
      a[i] *= i % 5 == 0 ? 60 : 3;
    }
    float[] special = {
      0,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      1e30f,
      -1e30f,
      1e-40f,
      -104,
      89
    };
    System.arraycopy(special, 0, a, 50, special.length);
    System.arraycopy(special, 0, a, a.length - special.length, special.length);
    return a;
  }
}
