package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.PackedRows;
import io.kvasir.model.kernel.RoundedRows;
import io.kvasir.model.weights.codec.GroupCodec;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Packed rows times rounded activations: groups of rows and tokens are taken apart here; {@link
 * NibbleProduct} multiplies weights of four bits, {@link ByteProduct} those of bytes.
 *
 * <p>Lanes are rows: a vector of 32-bit lanes holds 2·W of them, for row l and row l+16 share a
 * lane.
 *
 * <p>Sums of whole numbers are exact in any order, so one token and many may go through a block
 * differently. For one, the blocks of two groups of rows pass by. For several, weights stay in
 * registers, and the tokens pass by: so many at a time that caches hold them for all groups.
 */
final class IntegerProduct {
  /** Tokens that pass by a block; the scratch of a thread has room for their sums. */
  static final int TOKENS = 128;

  private static final int SIDE = PackedRows.SIDE;
  private static final int HALF = SIDE / 2; // rows whose words are the low halves of lanes

  private IntegerProduct() {}

  /** Groups of rows times tokens; see {@link io.kvasir.model.kernel.Kernels}. */
  static void multiply(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      int outStride,
      VectorScratch scratch) {
    if (x.tokens == 1) {
      one(w, fromGroup, toGroup, x, out, outAt, scratch);
      return;
    }
    boolean bytes = w.layout() == GroupCodec.Layout.BYTES;
    for (int t = 0; t < x.tokens; t += TOKENS) {
      int tokens = Math.min(TOKENS, x.tokens - t);
      for (int group = fromGroup; group < toGroup; group++) {
        Arrays.fill(scratch.rows, 0, tokens * SIDE, 0);
        for (int part = 0; part < HALF; part += W) {
          long at = w.at(group) + (long) Float.BYTES * part;
          if (bytes) {
            ByteProduct.many(w, at, x, t, tokens, scratch, part);
          } else {
            NibbleProduct.many(w, at, x, t, tokens, scratch, part);
          }
        }
        for (int i = 0; i < tokens; i++) {
          put(w, group, scratch.rows, i * SIDE, out, outAt + (t + i) * outStride);
        }
      }
    }
  }

  /**
   * One token, two groups of rows at a time: they share its numbers, and processors fetch two
   * streams ahead better than one. A group without another is computed twice: the last of an odd
   * number, and those that are packed one at a time, which takes longer.
   */
  private static void one(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      VectorScratch scratch) {
    int half = (toGroup - fromGroup + 1) / 2;
    for (int group = fromGroup; group < fromGroup + half; group++) {
      int other = Math.min(group + half, toGroup - 1);
      for (int part = 0; part < HALF; part += W) {
        long at0 = w.at(group) + (long) Float.BYTES * part;
        long at1 = w.at(other) + (long) Float.BYTES * part;
        if (w.layout() == GroupCodec.Layout.BYTES) {
          ByteProduct.one(w, at0, at1, PackedRows.WORDS, x, scratch.rows, part);
        } else {
          NibbleProduct.one(w, at0, at1, PackedRows.WORDS, x, scratch.rows, part);
        }
      }
      put(w, group, scratch.rows, 0, out, outAt);
      put(w, other, scratch.rows, SIDE, out, outAt);
    }
  }

  /** Hands out the results of a group of rows, which may be the last and have fewer. */
  private static void put(PackedRows w, int group, float[] rows, int from, float[] out, int at) {
    int row = group * SIDE;
    int count = Math.min(SIDE, w.rows() - row);
    if (count < SIDE) {
      System.arraycopy(rows, from, out, at + row, count);
      return;
    }
    for (int i = 0; i < SIDE; i += W) { // sooner done than a copy of an array is called
      FloatVector.fromArray(FLOATS, rows, from + i).intoArray(out, at + row + i);
    }
  }
}
