package io.kvasir.model.weights;

import io.kvasir.model.weights.codec.Bf16Codec;
import io.kvasir.model.weights.codec.BlockCodec;
import io.kvasir.model.weights.codec.F16Codec;
import io.kvasir.model.weights.codec.F32Codec;
import io.kvasir.model.weights.codec.F4E2M1Codec;
import io.kvasir.model.weights.codec.F64Codec;
import io.kvasir.model.weights.codec.F8E4M3Codec;
import io.kvasir.model.weights.codec.F8E8M0Codec;
import io.kvasir.model.weights.codec.IntegerCodec;
import io.kvasir.model.weights.codec.Iq4NlCodec;
import io.kvasir.model.weights.codec.Iq4XsCodec;
import io.kvasir.model.weights.codec.Mxfp4Codec;
import io.kvasir.model.weights.codec.Q2KCodec;
import io.kvasir.model.weights.codec.Q3KCodec;
import io.kvasir.model.weights.codec.Q40Codec;
import io.kvasir.model.weights.codec.Q41Codec;
import io.kvasir.model.weights.codec.Q4KCodec;
import io.kvasir.model.weights.codec.Q50Codec;
import io.kvasir.model.weights.codec.Q51Codec;
import io.kvasir.model.weights.codec.Q5KCodec;
import io.kvasir.model.weights.codec.Q6KCodec;
import io.kvasir.model.weights.codec.Q80Codec;
import io.kvasir.model.weights.codec.Q8KCodec;
import io.kvasir.model.weights.codec.Tq10Codec;
import io.kvasir.model.weights.codec.Tq20Codec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of tensors that are read. A new one is a codec and a line here. */
public enum TensorType {
  /** IEEE binary32. */
  F32(0, Kind.FLOAT, new F32Codec()),
  /** IEEE binary16. */
  F16(1, Kind.FLOAT, new F16Codec()),
  /** Upper half of a binary32. */
  BF16(30, Kind.FLOAT, new Bf16Codec()),
  /** IEEE binary64, decoded to binary32. */
  F64(28, Kind.FLOAT, new F64Codec()),
  /** 4 bits, one scale per 32 elements. */
  Q4_0(2, Kind.BLOCK, new Q40Codec()),
  /** 4 bits, one scale and minimum per 32 elements. */
  Q4_1(3, Kind.BLOCK, new Q41Codec()),
  /** 5 bits, one scale per 32 elements. */
  Q5_0(6, Kind.BLOCK, new Q50Codec()),
  /** 5 bits, one scale and minimum per 32 elements. */
  Q5_1(7, Kind.BLOCK, new Q51Codec()),
  /** 8 bits, one scale per 32 elements. */
  Q8_0(8, Kind.BLOCK, new Q80Codec()),
  /** 2 bits, 16 scales and minima of 4 bits per 256 elements. */
  Q2_K(10, Kind.BLOCK, new Q2KCodec()),
  /** 3 bits, 16 scales of 6 bits per 256 elements. */
  Q3_K(11, Kind.BLOCK, new Q3KCodec()),
  /** 4 bits, 8 scales and minima of 6 bits per 256 elements. */
  Q4_K(12, Kind.BLOCK, new Q4KCodec()),
  /** 5 bits, 8 scales and minima of 6 bits per 256 elements. */
  Q5_K(13, Kind.BLOCK, new Q5KCodec()),
  /** 6 bits, 16 scales of 8 bits per 256 elements. */
  Q6_K(14, Kind.BLOCK, new Q6KCodec()),
  /** 8 bits, one scale of binary32 per 256 elements. */
  Q8_K(15, Kind.BLOCK, new Q8KCodec()),
  /** 4 bits into a table of uneven steps, one scale per 32 elements. */
  IQ4_NL(20, Kind.BLOCK, new Iq4NlCodec()),
  /** 4 bits into a table of uneven steps, 8 scales of 6 bits per 256 elements. */
  IQ4_XS(23, Kind.BLOCK, new Iq4XsCodec()),
  /** Ternary, 5 elements in a byte, one scale per 256 elements. */
  TQ1_0(34, Kind.BLOCK, new Tq10Codec()),
  /** Ternary, 4 elements in a byte, one scale per 256 elements. */
  TQ2_0(35, Kind.BLOCK, new Tq20Codec()),
  /** 4-bit floats E2M1, one power of two per 32 elements. */
  MXFP4(39, Kind.BLOCK, new Mxfp4Codec()),
  /** 8-bit floats E4M3; the scales are another tensor. */
  F8_E4M3(-1, Kind.SCALED, new F8E4M3Codec()),
  /** 4-bit floats E2M1, two in a byte; the scales are another tensor. */
  F4_E2M1(-1, Kind.SCALED, new F4E2M1Codec()),
  /** Powers of two, the scales of {@link #F4_E2M1}. */
  F8_E8M0(-1, Kind.SCALED, new F8E8M0Codec()),
  /** Signed, 8 bits. */
  I8(24, Kind.INTEGER, new IntegerCodec(1, true)),
  /** Signed, 16 bits. */
  I16(25, Kind.INTEGER, new IntegerCodec(2, true)),
  /** Signed, 32 bits. */
  I32(26, Kind.INTEGER, new IntegerCodec(4, true)),
  /** Signed, 64 bits. */
  I64(27, Kind.INTEGER, new IntegerCodec(8, true)),
  /** Unsigned, 8 bits. */
  U8(-1, Kind.INTEGER, new IntegerCodec(1, false)),
  /** Unsigned, 16 bits. */
  U16(-1, Kind.INTEGER, new IntegerCodec(2, false)),
  /** Unsigned, 32 bits. */
  U32(-1, Kind.INTEGER, new IntegerCodec(4, false)),
  /** Unsigned, 64 bits. */
  U64(-1, Kind.INTEGER, new IntegerCodec(8, false)),
  /** True or false in a byte. */
  BOOL(-1, Kind.INTEGER, new IntegerCodec(1, false));

  private enum Kind {
    /** Plain numbers, in both containers. */
    FLOAT,
    /** Blocks with their scales, in GGUF. */
    BLOCK,
    /** Small floats, in safetensors. */
    SCALED,
    /** No weights. */
    INTEGER
  }

  private static final TensorType[] ALL = values();

  private final int gguf;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // codecs have no state
  private final BlockCodec codec;

  TensorType(int gguf, Kind kind, BlockCodec codec) {
    this.gguf = gguf;
    this.kind = kind;
    this.codec = codec;
  }

  /**
   * Decodes and encodes blocks.
   *
   * @return the codec of this format
   */
  public BlockCodec codec() {
    return codec;
  }

  /**
   * Elements of a block.
   *
   * @return 1, 32 or 256
   */
  public int blockElements() {
    return codec.elements();
  }

  /**
   * Bytes of a block.
   *
   * @return bytes
   */
  public int blockBytes() {
    return codec.bytes();
  }

  /**
   * Bytes of a number of elements.
   *
   * @param elements a multiple of {@link #blockElements}, at most {@link Shape#MOST_ELEMENTS}
   * @return bytes
   */
  public long bytes(long elements) {
    return elements / codec.elements() * codec.bytes();
  }

  /**
   * Whether numbers of this type are weights.
   *
   * @return false for whole numbers and truth values, which files hold as masks and position
   *     numbers
   */
  public boolean isWeight() {
    return kind != Kind.INTEGER;
  }

  /**
   * The number of this type in GGUF files.
   *
   * @return the number, or -1 if GGUF has no such type
   */
  public int gguf() {
    return gguf;
  }

  /**
   * The type that a number in a GGUF file means.
   *
   * @param number as the file states it
   * @return the type, or nothing if it is not read
   */
  public static Optional<TensorType> ofGguf(int number) {
    for (TensorType type : ALL) {
      if (type.gguf == number && number >= 0) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The types of GGUF files that are read, for messages.
   *
   * @return names, separated by commas
   */
  public static String readFromGguf() {
    return Arrays.stream(ALL)
        .filter(t -> t.gguf >= 0)
        .map(TensorType::name)
        .collect(Collectors.joining(", "));
  }

  /**
   * The type that a name in a safetensors file means.
   *
   * @param name as the file states it, for instance {@code BF16}
   * @return the type, or nothing if it is not read
   */
  public static Optional<TensorType> ofSafetensors(String name) {
    return Arrays.stream(ALL).filter(t -> t.inSafetensors() && t.name().equals(name)).findFirst();
  }

  /**
   * The types of safetensors files that are read, for messages.
   *
   * @return names, separated by commas
   */
  public static String readFromSafetensors() {
    return Arrays.stream(ALL)
        .filter(TensorType::inSafetensors)
        .map(TensorType::name)
        .collect(Collectors.joining(", "));
  }

  private boolean inSafetensors() {
    return kind != Kind.BLOCK && this != F4_E2M1;
  }
}
