package io.kvasir.model.weights.gguf;

/** The types of metadata values, in the order of their numbers. */
enum GgufValueType {
  UINT8(0, 1),
  INT8(1, 1),
  UINT16(2, 2),
  INT16(3, 2),
  UINT32(4, 4),
  INT32(5, 4),
  FLOAT32(6, 4),
  BOOL(7, 1),
  STRING(8, 8), // the length in front of the bytes
  ARRAY(9, 12), // element type and count
  UINT64(10, 8),
  INT64(11, 8),
  FLOAT64(12, 8);

  private static final GgufValueType[] ALL = values();

  /** What stands for the type in a file. */
  final int number;

  /** The fewest bytes that a value of this type takes. */
  final int leastBytes;

  GgufValueType(int number, int leastBytes) {
    this.number = number;
    this.leastBytes = leastBytes;
  }

  static boolean isKnown(int number) {
    return number >= 0 && number < ALL.length;
  }

  static GgufValueType of(int number) {
    return ALL[number];
  }
}
