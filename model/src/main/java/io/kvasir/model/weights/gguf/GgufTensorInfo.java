package io.kvasir.model.weights.gguf;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a file states of a tensor; the offset counts from the begin of the data. */
record GgufTensorInfo(String name, TensorType type, Shape shape, long offset) {
  /** Bytes of the shortest info: a name of one byte and one dimension. */
  static final int LEAST_BYTES = 8 + 1 + 4 + 8 + 4 + 8;

  /** More than any model has; keeps the heap small when a file lies. */
  static final int MOST = 1 << 18;

  private static final int MOST_DIMENSIONS = 4;

  static GgufTensorInfo read(GgufCursor cursor, String name) {
    String what = "tensor " + printable(name);
    int n = cursor.u32(what);
    if (n < 1 || n > MOST_DIMENSIONS) {
      throw cursor.wrong(
          what
              + " has "
              + Integer.toUnsignedString(n)
              + " dimensions, wanted 1 to "
              + MOST_DIMENSIONS);
    }
    long[] dimensions = new long[n];
    for (int i = n - 1; i >= 0; i--) { // the file has the fastest first
      dimensions[i] = cursor.u64(what);
    }
    int number = cursor.u32(what);
    Optional<TensorType> type = TensorType.ofGguf(number);
    if (type.isEmpty()) {
      throw cursor.wrong(
          what
              + " has the type "
              + GgufTypeNames.of(number)
              + ", which is not read; read are "
              + TensorType.readFromGguf());
    }
    long offset = cursor.u64(what);
    Shape shape = shape(cursor, what, dimensions, type.get());
    return new GgufTensorInfo(name, type.get(), shape, offset);
  }

  private static Shape shape(GgufCursor cursor, String what, long[] dimensions, TensorType type) {
    try {
      Shape shape = Shape.of(dimensions);
      if (shape.cols() % type.blockElements() != 0) {
        throw cursor.wrong(
            what
                + ": row length "
                + shape.cols()
                + " is not a multiple of the block size "
                + type.blockElements()
                + " of "
                + type);
      }
      return shape;
    } catch (IllegalArgumentException e) {
      throw cursor.wrong(what + ": " + e.getMessage(), e);
    }
  }

  long bytes() {
    return type.bytes(shape.elements());
  }

  /** Checks offsets and makes views, by name, in the order of the infos. */
  static Map<String, Tensor> place(
      MappedFile file, GgufTensorInfo[] infos, long data, int alignment) {
    long size = file.bytes().byteSize() - data; // negative if the file ends before the data begins
    Map<String, Tensor> tensors = LinkedHashMap.newLinkedHashMap(infos.length);
    for (GgufTensorInfo info : infos) {
      String what = "tensor " + printable(info.name);
      if (tensors.containsKey(info.name)) {
        throw file.wrong("duplicate " + what);
      }
      if (info.offset % alignment != 0) {
        throw file.wrong(
            what
                + " has the offset "
                + Long.toUnsignedString(info.offset)
                + ", wanted a multiple of "
                + alignment);
      }
      if (info.offset < 0 || info.bytes() > size - info.offset) {
        throw file.wrong(
            what
                + " lies outside the file: "
                + info.bytes()
                + " bytes at offset "
                + Long.toUnsignedString(info.offset)
                + " of the data, which has "
                + Math.max(0, size));
      }
      tensors.put(
          info.name,
          new Tensor(
              info.name,
              info.type,
              info.shape,
              file.bytes().asSlice(data + info.offset, info.bytes())));
    }
    refuseOverlap(file, infos);
    return tensors;
  }

  private static void refuseOverlap(MappedFile file, GgufTensorInfo[] infos) {
    if (inOrder(infos)) {
      return;
    }
    GgufTensorInfo[] sorted = infos.clone();
    Arrays.sort(sorted, Comparator.comparingLong(GgufTensorInfo::offset));
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].offset < sorted[i - 1].offset + sorted[i - 1].bytes()) {
        throw file.wrong(
            "tensors "
                + printable(sorted[i - 1].name)
                + " and "
                + printable(sorted[i].name)
                + " overlap");
      }
    }
  }

  /** Whether each tensor begins behind the one before it, as most writers place them. */
  private static boolean inOrder(GgufTensorInfo[] infos) {
    long end = 0;
    for (GgufTensorInfo info : infos) {
      if (info.offset < end) {
        return false;
      }
      end = info.offset + info.bytes();
    }
    return true;
  }
}
