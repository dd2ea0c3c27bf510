package io.kvasir.model.kernel.vector;

import io.kvasir.model.weights.TensorType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The fastest way to read each weight format. */
final class Formats {
  private static final Map<TensorType, Format> ALL = all();

  private Formats() {}

  static Format of(TensorType type) {
    return Objects.requireNonNull(ALL.get(type)); // every type has one
  }

  private static Map<TensorType, Format> all() {
    Map<TensorType, Format> formats = new EnumMap<>(TensorType.class);
    for (TensorType type : TensorType.values()) {
      formats.put(
          type,
          switch (type) {
            case F32 -> new FloatFormat();
            case BF16 -> new BfloatFormat();
            case F16 -> new HalfFormat();
            case Q8_0 -> Lanes.W == 4 ? group(type, SmallBlocks::q80) : new Q80Format();
            case Q4_0 -> Lanes.W == 4 ? group(type, SmallBlocks::q40) : new Q40Format();
            case Q4_1 -> group(type, SmallBlocks::q41);
            case Q5_0 -> group(type, SmallBlocks::q50);
            case Q5_1 -> group(type, SmallBlocks::q51);
            case IQ4_NL -> group(type, SmallBlocks::iq4nl);
            case MXFP4 -> group(type, SmallBlocks::mxfp4);
            case Q2_K -> group(type, LargeBlocks::q2k);
            case Q3_K -> group(type, LargeBlocks::q3k);
            case Q4_K -> group(type, LargeBlocks::q4k);
            case Q5_K -> group(type, LargeBlocks::q5k);
            case Q6_K -> group(type, LargeBlocks::q6k);
            case IQ4_XS -> group(type, LargeBlocks::iq4xs);
            case TQ2_0 -> group(type, LargeBlocks::tq20);
            default -> new Format(type.codec());
          });
    }
    return formats;
  }

  private static Format group(TensorType type, GroupFormat.Unpacker unpacker) {
    return new GroupFormat(type.codec(), unpacker);
  }
}
