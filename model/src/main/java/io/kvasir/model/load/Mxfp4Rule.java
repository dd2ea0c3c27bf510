package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Matrices of 4-bit floats that a file keeps as two tensors (OCP Microscaling Formats, 2023):
 * {@code NAME_blocks} (experts, rows, cols/32, 16) with two neighbouring elements in a byte, the
 * first in the low half, and {@code NAME_scales} (experts, rows, cols/32). They are copied to
 * blocks of 17 bytes: the scale, then elements i and i + 16 in a byte.
 *
 * @param pattern NAME with # for the layer's number
 * @param first the first row that is taken
 * @param every the distance from one row to the next that is taken; 1 for all
 */
record Mxfp4Rule(String pattern, int first, int every) implements TensorRule {
  private static final int PACKED = 16; // bytes of a block without its scale

  private String name(TensorScope scope, String part) {
    String name = scope.name(pattern);
    return name.substring(0, name.length() - scope.suffix().length()) + part;
  }

  @Override
  public boolean present(TensorScope scope) {
    return scope.files().hasBytes(name(scope, "_blocks"));
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    Tensor blocks = scope.files().requireBytes(name(scope, "_blocks"));
    Tensor scales = scope.files().requireBytes(name(scope, "_scales"));
    int experts = scales.shape().depth();
    int rows = scales.shape().rows();
    int perRow = scales.shape().cols();
    Shape wanted = Shape.of(experts, rows, perRow, PACKED);
    if (!blocks.shape().equals(wanted)) {
      throw new ModelFormatException(
          scope.settings().metadata().source()
              + ": tensor "
              + ModelFormatException.printable(blocks.name())
              + " has the shape "
              + blocks.shape()
              + ", expected "
              + wanted);
    }
    List<Tensor> result = new ArrayList<>(experts);
    for (int expert = 0; expert < experts; expert++) {
      result.add(packed(scope, blocks, scales, expert, rows, perRow));
    }
    return result;
  }

  private Tensor packed(
      TensorScope scope, Tensor blocks, Tensor scales, int expert, int rows, int perRow) {
    int taken = (rows - first + every - 1) / every;
    int bytes = TensorType.MXFP4.blockBytes();
    String name = blocks.name() + "[" + expert + "]";
    MemorySegment copy = scope.files().copy(name, (long) taken * perRow * bytes);
    for (int row = 0; row < taken; row++) {
      long block = ((long) expert * rows + first + (long) row * every) * perRow;
      for (int i = 0; i < perRow; i++) {
        long to = ((long) row * perRow + i) * bytes;
        copy.set(ValueLayout.JAVA_BYTE, to, scales.data().get(ValueLayout.JAVA_BYTE, block + i));
        repack(blocks.data(), (block + i) * PACKED, copy, to + 1);
      }
    }
    return new Tensor(name, TensorType.MXFP4, Shape.matrix(taken, perRow * 32), copy);
  }

  private static void repack(MemorySegment from, long at, MemorySegment to, long out) {
    for (int i = 0; i < PACKED; i++) {
      int low = element(from, at, i);
      int high = element(from, at, i + PACKED);
      to.set(ValueLayout.JAVA_BYTE, out + i, (byte) (low | high << 4));
    }
  }

  private static int element(MemorySegment from, long at, int i) {
    int two = from.get(ValueLayout.JAVA_BYTE, at + i / 2);
    return (i % 2 == 0 ? two : two >> 4) & 15;
  }
}
