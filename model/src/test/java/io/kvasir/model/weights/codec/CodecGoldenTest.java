package io.kvasir.model.weights.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Blocks against the values and bytes that the original implementations make of them, bit by bit.
 */
class CodecGoldenTest {
  private static final JsonNode GOLDENS = CodecGoldens.read();

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "F32", "F8_E4M3", "F4_E2M1", "F8_E8M0", "I8", "I16", "I32", "I64", "U8", "U16", "U32",
        "U64", "BOOL"
      })
  void blocksDecodeToTheBitsOfTheOriginal(TensorType type) {
    JsonNode golden = GOLDENS.required("decoded").required(type.name());
    byte[] raw = CodecGoldens.bytes(golden.required("raw"));
    float[] expected = CodecGoldens.floats(golden.required("values"));
    int blocks = raw.length / type.blockBytes();
    assertThat(expected).hasSize(blocks * type.blockElements()).isNotEmpty();

    float[] row = new float[expected.length];
    type.codec().decode(MemorySegment.ofArray(raw), 0, row, 0, blocks);
    assertThat(CodecGoldens.bits(row)).isEqualTo(CodecGoldens.bits(expected));

    // one by one, at an odd address and an offset in the target
    MemorySegment odd = MemorySegment.ofArray(shifted(raw, 3));
    float[] single = new float[expected.length + 5];
    for (int b = 0; b < blocks; b++) {
      type.codec()
          .decode(odd, 3 + (long) b * type.blockBytes(), single, 5 + b * type.blockElements());
    }
    assertThat(CodecGoldens.bits(Arrays.copyOfRange(single, 5, single.length)))
        .isEqualTo(CodecGoldens.bits(expected));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "TQ1_0", "TQ2_0", "MXFP4"})
  void floatsEncodeToTheBytesOfTheOriginal(TensorType type) {
    JsonNode golden = GOLDENS.required("encoded").required(type.name());
    float[] values = CodecGoldens.floats(golden.required("values"));
    byte[] expected = CodecGoldens.bytes(golden.required("raw"));
    byte[] encoded = new byte[expected.length];
    assertThat(type.codec().encodes()).isTrue();
    for (int b = 0; b < expected.length / type.blockBytes(); b++) {
      type.codec()
          .encode(
              values,
              b * type.blockElements(),
              MemorySegment.ofArray(encoded),
              (long) b * type.blockBytes());
    }
    assertThat(encoded).isEqualTo(expected);
  }

  @Test
  void everyTypeThatEncodesHasAGoldenFileExceptFloats32() {
    Set<String> names = new TreeSet<>();
    for (TensorType type : EnumSet.complementOf(EnumSet.of(TensorType.F32))) {
      if (type.codec().encodes()) {
        names.add(type.name());
      }
    }
    Set<String> golden = new TreeSet<>();
    GOLDENS.required("encoded").fieldNames().forEachRemaining(golden::add);
    assertThat(names).isEqualTo(golden);
  }

  @Test
  void floatsOf32BitsKeepEveryBit() {
    float[] values = {1, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 3.4e38f};
    byte[] raw = new byte[20];
    BlockCodec codec = TensorType.F32.codec();
    for (int i = 0; i < values.length; i++) {
      codec.encode(values, i, MemorySegment.ofArray(raw), 4L * i);
    }
    assertThat(raw).startsWith(0, 0, 0x80, 0x3f);
    float[] back = new float[5];
    codec.decode(MemorySegment.ofArray(raw), 0, back, 0, 5);
    assertThat(CodecGoldens.bits(back)).isEqualTo(CodecGoldens.bits(values));
  }

  @Test
  void every8BitFloatHasTheValueOfTheOriginal() {
    float[] expected = CodecGoldens.floats(GOLDENS.required("F8_E4M3").required("every"));
    byte[] raw = new byte[256];
    for (int i = 0; i < 256; i++) {
      raw[i] = (byte) i;
    }
    float[] values = new float[256];
    TensorType.F8_E4M3.codec().decode(MemorySegment.ofArray(raw), 0, values, 0, 256);
    assertThat(CodecGoldens.bits(values)).isEqualTo(CodecGoldens.bits(expected));
  }

  @Test
  void fourBitFloatsLieInPairs() {
    byte[] raw = new byte[16];
    for (int i = 0; i < 8; i++) {
      raw[i] = (byte) (2 * i | (2 * i + 1) << 4); // 0, 1, 2, ... 15
    }
    float[] values = new float[32];
    TensorType.F4_E2M1.codec().decode(MemorySegment.ofArray(raw), 0, values, 0);
    assertThat(Arrays.copyOf(values, 16))
        .containsExactly(0, 0.5f, 1, 1.5f, 2, 3, 4, 6, 0, -0.5f, -1, -1.5f, -2, -3, -4, -6);
  }

  @Test
  void wholeNumbersAreRoundedOnce() {
    byte[] ones = new byte[8];
    Arrays.fill(ones, (byte) -1);
    assertThat(first(TensorType.I8, ones)).isEqualTo(-1f);
    assertThat(first(TensorType.U8, ones)).isEqualTo(255f);
    assertThat(first(TensorType.I16, ones)).isEqualTo(-1f);
    assertThat(first(TensorType.U16, ones)).isEqualTo(65535f);
    assertThat(first(TensorType.I32, ones)).isEqualTo(-1f);
    assertThat(first(TensorType.U32, ones)).isEqualTo(0x1p32f);
    assertThat(first(TensorType.I64, ones)).isEqualTo(-1f);
    assertThat(first(TensorType.U64, ones)).isEqualTo(0x1p64f);
    byte[] aboveHalf = {1, 0, 0, 0, (byte) 0x80, 0, 0, (byte) 0x80}; // 2^63 + 2^39 + 1: above a tie
    assertThat(first(TensorType.U64, aboveHalf)).isEqualTo(0x1.000002p63f);
  }

  @Test
  void powersOfTwoReachFromSubnormalToLargest() {
    assertThat(first(TensorType.F8_E8M0, new byte[] {0})).isEqualTo(0x1p-127f);
    assertThat(first(TensorType.F8_E8M0, new byte[] {127})).isEqualTo(1f);
    assertThat(first(TensorType.F8_E8M0, new byte[] {(byte) 254})).isEqualTo(0x1p127f);
    assertThat(first(TensorType.F8_E8M0, new byte[] {(byte) 255})).isNaN();
  }

  @Test
  void aFormatWithoutAnEncoderSaysSo() {
    BlockCodec codec = TensorType.Q3_K.codec();
    assertThat(codec.encodes()).isFalse();
    assertThatThrownBy(
            () -> codec.encode(new float[256], 0, MemorySegment.ofArray(new byte[110]), 0))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Q3KCodec does not encode");
  }

  private static float first(TensorType type, byte[] raw) {
    float[] value = new float[1];
    type.codec().decode(MemorySegment.ofArray(raw), 0, value, 0);
    return value[0];
  }

  private static byte[] shifted(byte[] bytes, int by) {
    byte[] result = new byte[bytes.length + by];
    System.arraycopy(bytes, 0, result, by, bytes.length);
    return result;
  }
}
