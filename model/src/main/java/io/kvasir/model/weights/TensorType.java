package io.kvasir.model.weights;

import io.kvasir.model.weights.codec.Bf16Codec;
import io.kvasir.model.weights.codec.BlockCodec;
import io.kvasir.model.weights.codec.F16Codec;
import io.kvasir.model.weights.codec.F32Codec;
import io.kvasir.model.weights.codec.Q40Codec;
import io.kvasir.model.weights.codec.Q6KCodec;
import io.kvasir.model.weights.codec.Q80Codec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of tensors that are read. A new one is a codec and a line here. */
public enum TensorType {
  /** IEEE binary32. */
  F32(0, new F32Codec()),
  /** IEEE binary16. */
  F16(1, new F16Codec()),
  /** Upper half of a binary32. */
  BF16(30, new Bf16Codec()),
  /** 8 bits, one scale per 32 elements. */
  Q8_0(8, new Q80Codec()),
  /** 4 bits, one scale per 32 elements. */
  Q4_0(2, new Q40Codec()),
  /** 6 bits, 16 scales per 256 elements. */
  Q6_K(14, new Q6KCodec());

  private static final TensorType[] ALL = values();

  private final int gguf;

  @SuppressWarnings("ImmutableEnumChecker") // codecs have no state
  private final BlockCodec codec;

  private final boolean weight;

  TensorType(int gguf, BlockCodec codec) {
    this.gguf = gguf;
    this.codec = codec;
    this.weight = true;
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
    return weight;
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
    return Arrays.stream(ALL).filter(t -> t.gguf == number && number >= 0).findFirst();
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
}
