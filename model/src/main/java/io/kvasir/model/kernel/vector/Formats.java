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
            case Q8_0 -> Lanes.W == 4 ? new Q80StripFormat() : new Q80Format();
            case Q4_0 -> new Q40Format();
            default -> new Format(type.codec());
          });
    }
    return formats;
  }
}
