package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.FloatVector;

/** Dot products of four rows of floats with one or two others. */
final class FourRows {
  private FourRows() {}

  /**
   * Adds to the partial sums of four rows and one token; row r stands in W floats from {@code at +
   * r·W}.
   */
  static void addOne(
      float[] w, int w0, int w1, int w2, int w3, float[] x, int xAt, int n, float[] s, int at) {
    int whole = n - n % W;
    FloatVector s0 = FloatVector.fromArray(FLOATS, s, at);
    FloatVector s1 = FloatVector.fromArray(FLOATS, s, at + W);
    FloatVector s2 = FloatVector.fromArray(FLOATS, s, at + 2 * W);
    FloatVector s3 = FloatVector.fromArray(FLOATS, s, at + 3 * W);
    for (int k = 0; k < whole; k += W) {
      FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + k);
      s0 = FloatVector.fromArray(FLOATS, w, w0 + k).fma(token, s0);
      s1 = FloatVector.fromArray(FLOATS, w, w1 + k).fma(token, s1);
      s2 = FloatVector.fromArray(FLOATS, w, w2 + k).fma(token, s2);
      s3 = FloatVector.fromArray(FLOATS, w, w3 + k).fma(token, s3);
    }
    s0.intoArray(s, at);
    s1.intoArray(s, at + W);
    s2.intoArray(s, at + 2 * W);
    s3.intoArray(s, at + 3 * W);
    int rest = n - whole;
    if (rest > 0) {
      Lanes.tail(w, w0 + whole, x, xAt + whole, rest, s, at);
      Lanes.tail(w, w1 + whole, x, xAt + whole, rest, s, at + W);
      Lanes.tail(w, w2 + whole, x, xAt + whole, rest, s, at + 2 * W);
      Lanes.tail(w, w3 + whole, x, xAt + whole, rest, s, at + 3 * W);
    }
  }

  /**
   * Partial sums of four rows and two tokens; those of row r stand in W floats from {@code at0 +
   * r·W} and {@code at1 + r·W}.
   */
  static void ofTwo(
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      float[] x,
      int x0,
      int x1,
      int n,
      float[] s,
      int at0,
      int at1) {
    FloatVector zero = FloatVector.zero(FLOATS);
    // s<row><token>
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s20 = zero;
    FloatVector s30 = zero;
    FloatVector s01 = zero;
    FloatVector s11 = zero;
    FloatVector s21 = zero;
    FloatVector s31 = zero;
    int whole = n - n % W;
    for (int k = 0; k < whole; k += W) {
      FloatVector t0 = FloatVector.fromArray(FLOATS, x, x0 + k);
      FloatVector t1 = FloatVector.fromArray(FLOATS, x, x1 + k);
      FloatVector row = FloatVector.fromArray(FLOATS, w, w0 + k);
      s00 = row.fma(t0, s00);
      s01 = row.fma(t1, s01);
      row = FloatVector.fromArray(FLOATS, w, w1 + k);
      s10 = row.fma(t0, s10);
      s11 = row.fma(t1, s11);
      row = FloatVector.fromArray(FLOATS, w, w2 + k);
      s20 = row.fma(t0, s20);
      s21 = row.fma(t1, s21);
      row = FloatVector.fromArray(FLOATS, w, w3 + k);
      s30 = row.fma(t0, s30);
      s31 = row.fma(t1, s31);
    }
    s00.intoArray(s, at0);
    s10.intoArray(s, at0 + W);
    s20.intoArray(s, at0 + 2 * W);
    s30.intoArray(s, at0 + 3 * W);
    s01.intoArray(s, at1);
    s11.intoArray(s, at1 + W);
    s21.intoArray(s, at1 + 2 * W);
    s31.intoArray(s, at1 + 3 * W);
    int rest = n - whole;
    if (rest > 0) {
      Lanes.tail(w, w0 + whole, x, x0 + whole, rest, s, at0);
      Lanes.tail(w, w1 + whole, x, x0 + whole, rest, s, at0 + W);
      Lanes.tail(w, w2 + whole, x, x0 + whole, rest, s, at0 + 2 * W);
      Lanes.tail(w, w3 + whole, x, x0 + whole, rest, s, at0 + 3 * W);
      Lanes.tail(w, w0 + whole, x, x1 + whole, rest, s, at1);
      Lanes.tail(w, w1 + whole, x, x1 + whole, rest, s, at1 + W);
      Lanes.tail(w, w2 + whole, x, x1 + whole, rest, s, at1 + 2 * W);
      Lanes.tail(w, w3 + whole, x, x1 + whole, rest, s, at1 + 3 * W);
    }
  }
}
