package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Several dot products at once: a few rows by a few tokens whose sums stay in registers, so that
 * each element that is loaded is used several times. The shape follows the number of registers; the
 * sums do not depend on it.
 *
 * <p>The rows of a tile are a panel: W elements of each row in turn, so that one pointer walks over
 * all of them. Elements that do not fill a vector follow likewise.
 */
final class Tile {
  /** 32 registers: with 512 bits, and on AArch64 with any; else there may be 16. */
  private static final boolean MANY_REGISTERS =
      W == 16 || System.getProperty("os.arch", "").equals("aarch64");

  /** Rows of a tile. */
  static final int ROWS = MANY_REGISTERS ? 6 : 3;

  /** Tokens of a tile. */
  static final int TOKENS = MANY_REGISTERS ? 4 : 3;

  /** Floats that the partial sums of a tile take. */
  static final int SUMS = ROWS * TOKENS * W;

  private static final long V = (long) W * Float.BYTES; // bytes of a vector

  private Tile() {}

  /** Where element e of row r stands in a panel. */
  static int at(int r, int e) {
    return (e - e % W) * ROWS + r * W + e % W;
  }

  /**
   * Adds to partial sums: those of row r and token t stand in W floats from {@code from + (t·ROWS +
   * r)·W}, and the new ones from {@code to + (t·ROWS + r)·W}.
   *
   * @param w weights; the panel begins at byte wAt
   * @param x activations in the same order: the panel of {@link #TOKENS} tokens begins at byte xAt
   * @param n elements of a row
   */
  static void add(
      MemorySegment w, long wAt, MemorySegment x, long xAt, int n, float[] sums, int from, int to) {
    int whole = n - n % W;
    if (MANY_REGISTERS) {
      sixByFour(w, wAt, x, xAt, whole, sums, from, to);
    } else {
      threeByThree(w, wAt, x, xAt, whole, sums, from, to);
    }
    if (whole < n) {
      for (int t = 0; t < TOKENS; t++) {
        for (int r = 0; r < ROWS; r++) {
          tail(
              w,
              wAt + (long) whole * ROWS * Float.BYTES + r * V,
              x,
              xAt + (long) whole * TOKENS * Float.BYTES + t * V,
              n - whole,
              sums,
              to + (t * ROWS + r) * W);
        }
      }
    }
  }

  /** What remains when n elements are fewer than W; see {@link Lanes#tail}. */
  private static void tail(
      MemorySegment w, long wAt, MemorySegment x, long xAt, int n, float[] sums, int at) {
    VectorMask<Float> elements = FLOATS.indexInRange(0, n);
    FloatVector sum = FloatVector.fromArray(FLOATS, sums, at);
    FloatVector product =
        FloatVector.fromMemorySegment(FLOATS, w, wAt, ORDER, elements)
            .fma(FloatVector.fromMemorySegment(FLOATS, x, xAt, ORDER, elements), sum);
    sum.blend(product, elements).intoArray(sums, at);
  }

  // Below, loads are spelled out: C2 stops inlining at a number of nodes, and every helper on the
  // way costs some.

  private static void sixByFour(
      MemorySegment w, long wAt, MemorySegment x, long xAt, int n, float[] s, int at, int to) {
    // s<row><token>
    FloatVector s00 = FloatVector.fromArray(FLOATS, s, at);
    FloatVector s10 = FloatVector.fromArray(FLOATS, s, at + W);
    FloatVector s20 = FloatVector.fromArray(FLOATS, s, at + 2 * W);
    FloatVector s30 = FloatVector.fromArray(FLOATS, s, at + 3 * W);
    FloatVector s40 = FloatVector.fromArray(FLOATS, s, at + 4 * W);
    FloatVector s50 = FloatVector.fromArray(FLOATS, s, at + 5 * W);
    FloatVector s01 = FloatVector.fromArray(FLOATS, s, at + 6 * W);
    FloatVector s11 = FloatVector.fromArray(FLOATS, s, at + 7 * W);
    FloatVector s21 = FloatVector.fromArray(FLOATS, s, at + 8 * W);
    FloatVector s31 = FloatVector.fromArray(FLOATS, s, at + 9 * W);
    FloatVector s41 = FloatVector.fromArray(FLOATS, s, at + 10 * W);
    FloatVector s51 = FloatVector.fromArray(FLOATS, s, at + 11 * W);
    FloatVector s02 = FloatVector.fromArray(FLOATS, s, at + 12 * W);
    FloatVector s12 = FloatVector.fromArray(FLOATS, s, at + 13 * W);
    FloatVector s22 = FloatVector.fromArray(FLOATS, s, at + 14 * W);
    FloatVector s32 = FloatVector.fromArray(FLOATS, s, at + 15 * W);
    FloatVector s42 = FloatVector.fromArray(FLOATS, s, at + 16 * W);
    FloatVector s52 = FloatVector.fromArray(FLOATS, s, at + 17 * W);
    FloatVector s03 = FloatVector.fromArray(FLOATS, s, at + 18 * W);
    FloatVector s13 = FloatVector.fromArray(FLOATS, s, at + 19 * W);
    FloatVector s23 = FloatVector.fromArray(FLOATS, s, at + 20 * W);
    FloatVector s33 = FloatVector.fromArray(FLOATS, s, at + 21 * W);
    FloatVector s43 = FloatVector.fromArray(FLOATS, s, at + 22 * W);
    FloatVector s53 = FloatVector.fromArray(FLOATS, s, at + 23 * W);
    for (int k = 0; k < n; k += W) {
      long p = wAt + (long) k * ROWS * Float.BYTES;
      long q = xAt + (long) k * TOKENS * Float.BYTES;
      FloatVector t0 = FloatVector.fromMemorySegment(FLOATS, x, q, ORDER);
      FloatVector t1 = FloatVector.fromMemorySegment(FLOATS, x, q + V, ORDER);
      FloatVector t2 = FloatVector.fromMemorySegment(FLOATS, x, q + 2 * V, ORDER);
      FloatVector t3 = FloatVector.fromMemorySegment(FLOATS, x, q + 3 * V, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(FLOATS, w, p, ORDER);
      s00 = row.fma(t0, s00);
      s01 = row.fma(t1, s01);
      s02 = row.fma(t2, s02);
      s03 = row.fma(t3, s03);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + V, ORDER);
      s10 = row.fma(t0, s10);
      s11 = row.fma(t1, s11);
      s12 = row.fma(t2, s12);
      s13 = row.fma(t3, s13);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + 2 * V, ORDER);
      s20 = row.fma(t0, s20);
      s21 = row.fma(t1, s21);
      s22 = row.fma(t2, s22);
      s23 = row.fma(t3, s23);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + 3 * V, ORDER);
      s30 = row.fma(t0, s30);
      s31 = row.fma(t1, s31);
      s32 = row.fma(t2, s32);
      s33 = row.fma(t3, s33);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + 4 * V, ORDER);
      s40 = row.fma(t0, s40);
      s41 = row.fma(t1, s41);
      s42 = row.fma(t2, s42);
      s43 = row.fma(t3, s43);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + 5 * V, ORDER);
      s50 = row.fma(t0, s50);
      s51 = row.fma(t1, s51);
      s52 = row.fma(t2, s52);
      s53 = row.fma(t3, s53);
    }
    s00.intoArray(s, to);
    s10.intoArray(s, to + W);
    s20.intoArray(s, to + 2 * W);
    s30.intoArray(s, to + 3 * W);
    s40.intoArray(s, to + 4 * W);
    s50.intoArray(s, to + 5 * W);
    s01.intoArray(s, to + 6 * W);
    s11.intoArray(s, to + 7 * W);
    s21.intoArray(s, to + 8 * W);
    s31.intoArray(s, to + 9 * W);
    s41.intoArray(s, to + 10 * W);
    s51.intoArray(s, to + 11 * W);
    s02.intoArray(s, to + 12 * W);
    s12.intoArray(s, to + 13 * W);
    s22.intoArray(s, to + 14 * W);
    s32.intoArray(s, to + 15 * W);
    s42.intoArray(s, to + 16 * W);
    s52.intoArray(s, to + 17 * W);
    s03.intoArray(s, to + 18 * W);
    s13.intoArray(s, to + 19 * W);
    s23.intoArray(s, to + 20 * W);
    s33.intoArray(s, to + 21 * W);
    s43.intoArray(s, to + 22 * W);
    s53.intoArray(s, to + 23 * W);
  }

  private static void threeByThree(
      MemorySegment w, long wAt, MemorySegment x, long xAt, int n, float[] s, int at, int to) {
    FloatVector s00 = FloatVector.fromArray(FLOATS, s, at);
    FloatVector s10 = FloatVector.fromArray(FLOATS, s, at + W);
    FloatVector s20 = FloatVector.fromArray(FLOATS, s, at + 2 * W);
    FloatVector s01 = FloatVector.fromArray(FLOATS, s, at + 3 * W);
    FloatVector s11 = FloatVector.fromArray(FLOATS, s, at + 4 * W);
    FloatVector s21 = FloatVector.fromArray(FLOATS, s, at + 5 * W);
    FloatVector s02 = FloatVector.fromArray(FLOATS, s, at + 6 * W);
    FloatVector s12 = FloatVector.fromArray(FLOATS, s, at + 7 * W);
    FloatVector s22 = FloatVector.fromArray(FLOATS, s, at + 8 * W);
    for (int k = 0; k < n; k += W) {
      long p = wAt + (long) k * ROWS * Float.BYTES;
      long q = xAt + (long) k * TOKENS * Float.BYTES;
      FloatVector t0 = FloatVector.fromMemorySegment(FLOATS, x, q, ORDER);
      FloatVector t1 = FloatVector.fromMemorySegment(FLOATS, x, q + V, ORDER);
      FloatVector t2 = FloatVector.fromMemorySegment(FLOATS, x, q + 2 * V, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(FLOATS, w, p, ORDER);
      s00 = row.fma(t0, s00);
      s01 = row.fma(t1, s01);
      s02 = row.fma(t2, s02);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + V, ORDER);
      s10 = row.fma(t0, s10);
      s11 = row.fma(t1, s11);
      s12 = row.fma(t2, s12);
      row = FloatVector.fromMemorySegment(FLOATS, w, p + 2 * V, ORDER);
      s20 = row.fma(t0, s20);
      s21 = row.fma(t1, s21);
      s22 = row.fma(t2, s22);
    }
    s00.intoArray(s, to);
    s10.intoArray(s, to + W);
    s20.intoArray(s, to + 2 * W);
    s01.intoArray(s, to + 3 * W);
    s11.intoArray(s, to + 4 * W);
    s21.intoArray(s, to + 5 * W);
    s02.intoArray(s, to + 6 * W);
    s12.intoArray(s, to + 7 * W);
    s22.intoArray(s, to + 8 * W);
  }
}
