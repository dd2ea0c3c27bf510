package io.kvasir.model.weights.gguf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile files: one line that says what was found and what was wanted. */
class GgufRefusalTest {
  private static void assertRefused(RawGguf raw, String message) {
    assertThatThrownBy(() -> Gguf.of("x.gguf", raw.bytes()).close())
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage("x.gguf: " + message);
  }

  private static RawGguf oneKey(String name, GgufValueType type) {
    return RawGguf.header(3, 0, 1).key(name, type);
  }

  private static RawGguf oneTensor(int type, long offset, long... dimensions) {
    return RawGguf.header(3, 1, 0).tensor("w", type, offset, dimensions).pad(32).zeros(256);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Gguf.open(Path.of("no", "such.gguf")))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(Path.of("no", "such.gguf") + ": no such file");
  }

  @Test
  void otherFilesAreNoGguf() {
    assertRefused(
        new RawGguf().text("<html>"),
        "is not a GGUF file: begins with 3c68746d, wanted 47475546 (GGUF)");
    assertRefused(
        new RawGguf().text("GG"),
        "truncated in the magic number: 4 bytes wanted at offset 0, the file has 2");
    assertRefused(
        new RawGguf(), "truncated in the magic number: 4 bytes wanted at offset 0, the file has 0");
  }

  @Test
  void otherVersionsAreNotRead() {
    assertRefused(RawGguf.header(1, 0, 0), "GGUF version 1 is not read, wanted 2 or 3");
    assertRefused(RawGguf.header(-1, 0, 0), "GGUF version 4294967295 is not read, wanted 2 or 3");
    assertRefused(
        RawGguf.header(0x03000000, 0, 0),
        "is a big-endian GGUF file (version field 03000000), wanted little-endian");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 31, 1L << 32, Long.MIN_VALUE, 1})
  void countsThatTheFileHasNoRoomForAreRefused(long count) {
    String number = Long.toUnsignedString(count);
    assertRefused(
        RawGguf.header(3, count, 0),
        "states " + number + " tensors, a file of 24 bytes has at most 0");
    assertRefused(
        RawGguf.header(3, 0, count),
        "states " + number + " keys, a file of 24 bytes has at most 0");
  }

  @Test
  void aLengthBeyondTheEndIsNotAllocated() {
    assertRefused(
        RawGguf.header(3, 0, 1).u64(1L << 62).zeros(40),
        "truncated in key 0: 4611686018427387904 bytes wanted at offset 32, the file has 72");
    assertRefused(
        oneKey("k", GgufValueType.STRING).u64(-5),
        "truncated in k: 18446744073709551611 bytes wanted at offset 45, the file has 45");
    assertRefused(
        oneKey("k", GgufValueType.ARRAY).u32(GgufValueType.UINT64.number).u64(1L << 61),
        "states 2305843009213693952 elements in k, a file of 49 bytes has at most 0");
  }

  @Test
  void valuesOfUnknownTypesAreRefused() {
    assertRefused(
        RawGguf.header(3, 0, 1).string("k").u32(13).u64(0),
        "k has the unknown value type 13, wanted 0 to 12");
    assertRefused(
        oneKey("k", GgufValueType.ARRAY).u32(77).u64(0),
        "k has the unknown value type 77, wanted 0 to 12");
    assertRefused(
        oneKey("k", GgufValueType.ARRAY).u32(9).u64(1).zeros(12),
        "k is an array of arrays, which is not read");
    assertRefused(oneKey("k", GgufValueType.BOOL).u8(2), "k is 2, wanted 0 or 1 for a truth value");
  }

  @Test
  void keysAreUniqueNonEmptyUtf8() {
    assertRefused(
        RawGguf.header(3, 0, 2)
            .key("k", GgufValueType.UINT8)
            .u8(1)
            .key("k", GgufValueType.UINT8)
            .u8(2),
        "duplicate key k");
    assertRefused(RawGguf.header(3, 0, 1).u64(0).zeros(10), "key 0 is empty");
    assertRefused(
        RawGguf.header(3, 0, 1).u64(2).u8(0xff).u8('\n').u32(0).u8(0),
        "key 0 is not UTF-8: 'ÿ\\u000a'");
  }

  @Test
  void alignmentIsAPowerOfTwoFromEight() {
    for (int alignment : new int[] {0, 3, 4, 24, -1}) {
      assertRefused(
          oneKey("general.alignment", GgufValueType.UINT32).u32(alignment),
          "general.alignment is "
              + Integer.toUnsignedString(alignment)
              + ", wanted a power of two from 8 to 2^30");
    }
    assertRefused(
        oneKey("general.alignment", GgufValueType.STRING).string("32x"),
        "general.alignment is 32x, wanted a power of two from 8 to 2^30");
  }

  @Test
  void dimensionsAreChecked() {
    assertRefused(oneTensor(0, 0), "tensor w has 0 dimensions, wanted 1 to 4");
    assertRefused(oneTensor(0, 0, 1, 1, 1, 1, 1), "tensor w has 5 dimensions, wanted 1 to 4");
    assertRefused(
        oneTensor(0, 0, 8, 0), "tensor w: dimension 0 is out of range, wanted 1 to 2^31-1");
    assertRefused(
        oneTensor(0, 0, -8, 8), "tensor w: dimension -8 is out of range, wanted 1 to 2^31-1");
    assertRefused(
        oneTensor(0, 0, 1L << 33, 1L << 33),
        "tensor w: dimension 8589934592 is out of range, wanted 1 to 2^31-1");
    assertRefused(
        oneTensor(0, 0, 1 << 30, 1 << 30),
        "tensor w: more than 2^48 elements: [1073741824, 1073741824]");
    assertRefused(
        oneTensor(8, 0, 8),
        "tensor w: row length 8 is not a multiple of the block size 32 of Q8_0");
  }

  @Test
  void typesThatAreNotReadGetTheListOfThoseThatAre() {
    String list =
        "F32, F16, BF16, F64, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K,"
            + " IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4, I8, I16, I32, I64";
    assertRefused(
        oneTensor(999, 0, 8),
        "tensor w has the type 999 (unknown), which is not read; read are " + list);
    assertRefused(
        oneTensor(-1, 0, 8),
        "tensor w has the type 4294967295 (unknown), which is not read; read are " + list);
    assertRefused(
        oneTensor(17, 0, 256),
        "tensor w has the type 17 IQ2_XS, which is not read; read are " + list);
  }

  @Test
  void offsetsOutsideTheFileAreRefused() {
    assertRefused(
        oneTensor(0, 256, 8),
        "tensor w lies outside the file: 32 bytes at offset 256 of the data, which has 256");
    assertRefused(
        oneTensor(0, Long.MIN_VALUE, 8),
        "tensor w lies outside the file: 32 bytes at offset 9223372036854775808 of the data, which"
            + " has 256");
    assertRefused(
        oneTensor(0, -32, 8),
        "tensor w lies outside the file: 32 bytes at offset 18446744073709551584 of the data, which"
            + " has 256");
    assertRefused(oneTensor(0, 4, 8), "tensor w has the offset 4, wanted a multiple of 32");
    assertRefused(
        RawGguf.header(3, 1, 0).tensor("w", 0, 0, 8),
        "tensor w lies outside the file: 32 bytes at offset 0 of the data, which has 0");
  }

  @Test
  void tensorsNeitherRepeatNorOverlap() {
    RawGguf twice =
        RawGguf.header(3, 2, 0).tensor("w", 0, 0, 8).tensor("w", 0, 32, 8).pad(32).zeros(64);
    assertRefused(twice, "duplicate tensor w");
    RawGguf overlap =
        RawGguf.header(3, 2, 0).tensor("v", 0, 32, 8).tensor("w", 0, 0, 9).pad(32).zeros(64);
    assertRefused(overlap, "tensors w and v overlap");
  }

  @Test
  void textThatIsNotUtf8IsRefusedWhenItIsRead() {
    byte[] bytes =
        oneKey("tokens", GgufValueType.ARRAY)
            .u32(GgufValueType.STRING.number)
            .u64(2)
            .string("a")
            .u64(1)
            .u8(0xc3)
            .bytes();
    try (var source = Gguf.of("x.gguf", bytes)) {
      assertThatThrownBy(() -> source.metadata().strings("tokens"))
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessage("x.gguf: tokens[1] is not UTF-8: 'Ã'");
    }
  }

  @Test
  void listsTooLongForAVocabularyAreNotMade() {
    int n = (1 << 20) + 1;
    byte[] strings =
        oneKey("k", GgufValueType.ARRAY)
            .u32(GgufValueType.STRING.number)
            .u64(n)
            .zeros(8 * n)
            .bytes();
    try (var source = Gguf.of("x.gguf", strings)) {
      assertThatThrownBy(() -> source.metadata().strings("k"))
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessage("x.gguf: k is a list of 1048577, wanted a list of at most 1048576");
    }
    byte[] flags =
        oneKey("k", GgufValueType.ARRAY)
            .u32(GgufValueType.BOOL.number)
            .u64(17L * n)
            .zeros(17 * n)
            .bytes();
    try (var source = Gguf.of("x.gguf", flags)) {
      assertThatThrownBy(() -> source.metadata().flags("k"))
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessage("x.gguf: k is a list of 17825809, wanted a list of at most 16777216");
    }
  }

  @Test
  void emptyFilesAreRefused() throws IOException {
    Path empty = Files.createTempFile("empty", ".gguf");
    try {
      assertThatThrownBy(() -> Gguf.open(empty))
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessageContaining(": truncated in the magic number");
    } finally {
      Files.delete(empty);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = RawGguf.valid().bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Gguf.of("x.gguf", cut).close())
          .as("%d bytes", length)
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith("x.gguf: ");
    }
  }
}
