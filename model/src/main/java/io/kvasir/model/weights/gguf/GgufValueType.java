package io.kvasir.model.weights.gguf;

/** The types of metadata values; the ordinal is the number in the file. */
enum GgufValueType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  STRING(8), // the length in front of the bytes
  ARRAY(12), // element type and count
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private static final GgufValueType[] ALL = values();

  /** The fewest bytes that a value of this type takes. */
  final int leastBytes;

  GgufValueType(int leastBytes) {
    this.leastBytes = leastBytes;
  }

  static boolean isKnown(int number) {
    return number >= 0 && number < ALL.length;
  }

  static GgufValueType of(int number) {
    return ALL[number];
  }
}
