package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a pass, each operation on one thread. There is a plain scalar form, which is
 * the oracle, and a form for the Vector API.
 *
 * <p>Every sum has one order, whatever the number of rows, tokens or threads: with W = {@link
 * #lanes()}, lane l adds elements l, l+W, l+2W, ... by fused multiply-add, then the lanes are added
 * in one fixed order; {@link #blend} adds vectors from the first to the last. So a result depends
 * on its own row and its own token alone, bit for bit.
 */
public interface Kernels {
  /**
   * A name for statistics.
   *
   * @return for example {@code scalar} or {@code vector-512}
   */
  String name();

  /**
   * The number of partial sums of a dot product. Bits are the same for one number of lanes.
   *
   * @return W
   */
  int lanes();

  /** Memory for intermediate results of {@link #matmul}, for one thread at a time. */
  interface Scratch {}

  /**
   * Makes scratch memory for these kernels. It grows when it must, so that later products of the
   * same widths allocate nothing.
   *
   * @return memory that nobody else uses
   */
  Scratch newScratch();

  /**
   * Rows of a matrix times the activations of several tokens: {@code out[outAt + t·outStride + r] =
   * w[r] · x[t]}.
   *
   * @param w weights, shape (rows, cols)
   * @param fromRow first row r that is computed
   * @param toRow row after the last
   * @param x activations; token t begins at {@code xAt + t·xStride} and has cols floats
   * @param xAt offset of the first token
   * @param xStride floats from one token to the next
   * @param tokens number of tokens
   * @param out results
   * @param outAt offset of row 0 of the first token
   * @param outStride floats from one token's results to the next
   * @param scratch memory of {@link #newScratch} that no other thread uses meanwhile
   */
  void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch);

  /**
   * The same, with activations that may stand ready as panels: the order in which products of
   * several tokens read them fastest. Made once, panels serve all products of these activations.
   *
   * @param w weights, shape (rows, cols)
   * @param fromRow first row r that is computed
   * @param toRow row after the last
   * @param x activations; token t begins at {@code xAt + t·xStride} and has cols floats
   * @param xAt offset of the first token
   * @param xStride floats from one token to the next
   * @param tokens number of tokens
   * @param panels the same as {@link #panels(float[], int, int, int, int, int, int, MemorySegment)}
   *     makes it, or null
   * @param out results
   * @param outAt offset of row 0 of the first token
   * @param outStride floats from one token's results to the next
   * @param scratch memory of {@link #newScratch} that no other thread uses meanwhile
   */
  default void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      @Nullable MemorySegment panels,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    matmul(w, fromRow, toRow, x, xAt, xStride, tokens, out, outAt, outStride, scratch);
  }

  /**
   * How many panels activations make for products with a matrix.
   *
   * @param w weights
   * @param tokens number of tokens
   * @return 0 if these products read activations as they are
   */
  default int panels(Tensor w, int tokens) {
    return 0;
  }

  /**
   * The memory that panels take.
   *
   * @param w weights
   * @param tokens number of tokens
   * @return bytes
   */
  default long panelBytes(Tensor w, int tokens) {
    return 0;
  }

  /**
   * Copies activations into panels.
   *
   * @param x activations; token t begins at {@code xAt + t·xStride}
   * @param xAt offset of the first token
   * @param xStride floats from one token to the next
   * @param tokens number of tokens
   * @param cols floats of a token
   * @param fromPanel first panel that is made
   * @param toPanel panel after the last
   * @param to receives them, with room for all; it should be aligned to 64 bytes
   */
  default void panels(
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      int cols,
      int fromPanel,
      int toPanel,
      MemorySegment to) {}

  /**
   * Rounds activations to whole numbers, for {@link #matmul(PackedRows, int, int, RoundedRows,
   * float[], int, int, Scratch)}. For each block of 32: scale = max|x| / 127, and q is x·(127 /
   * max|x|), rounded to the nearest whole number, ties to even.
   *
   * @param x activations; token t begins at {@code xAt + t·xStride}
   * @param xAt offset of the first token
   * @param xStride floats from one token to the next
   * @param fromToken first token that is rounded
   * @param toToken token after the last
   * @param out receives them, with room for all
   */
  void round(float[] x, int xAt, int xStride, int fromToken, int toToken, RoundedRows out);

  /**
   * Packed rows times rounded activations, in groups of 32 rows: {@code out[outAt + t·outStride +
   * r] = w[r] · x[t]}. Block after block of 32 elements, each row does s = fma(Σ(w-8)·q, scale of w
   * · scale of x, s), where the sum is exact, and s = fma(offset of w, scale·Σq of x, s) if it has
   * offsets. So nothing depends on the number of lanes.
   *
   * @param w weights
   * @param fromGroup first group of rows that is computed; of rows that are not held whole, one
   *     group at a time
   * @param toGroup group after the last
   * @param x activations
   * @param out results
   * @param outAt offset of row 0 of the first token
   * @param outStride floats from one token's results to the next
   * @param scratch memory of {@link #newScratch} that no other thread uses meanwhile
   */
  void matmul(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch);

  /**
   * Dot products of every a with every b: {@code out[outAt + i·outStride + j] = a[i] · b[j]}. In
   * attention a are queries and b are latents.
   *
   * @param a n vectors, vector i at {@code aAt + i·aStride}
   * @param aAt offset of the first
   * @param aStride floats from one to the next
   * @param n number of vectors in a
   * @param b m vectors, vector j at {@code bAt + j·bStride}
   * @param bAt offset of the first
   * @param bStride floats from one to the next
   * @param m number of vectors in b
   * @param width floats of a vector
   * @param out results, shape (n, m)
   * @param outAt offset of the first result
   * @param outStride floats from one row of results to the next
   */
  void dots(
      float[] a,
      int aAt,
      int aStride,
      int n,
      float[] b,
      int bAt,
      int bStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride);

  /**
   * Weighted sums, added on: {@code out[i][d] = fma(p[i][j], v[j][d], out[i][d])} for j = 0, 1,
   * ..., m-1 in this order. In attention p are weights and v are values, or p are queries and v are
   * keys that stand as columns.
   *
   * @param p weights, shape (n, m), element (i, j) at {@code pAt + i·pStride + j}
   * @param pAt offset of the first
   * @param pStride floats from one row to the next
   * @param n rows of weights
   * @param v m vectors, vector j at {@code vAt + j·vStride}
   * @param vAt offset of the first
   * @param vStride floats from one to the next
   * @param m number of vectors
   * @param width floats of a vector
   * @param out n vectors, vector i at {@code outAt + i·outStride}
   * @param outAt offset of the first
   * @param outStride floats from one to the next
   */
  void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride);

  /**
   * The same with v held as halves (binary16): the bits are those of the sums over the floats that
   * these are.
   *
   * @param p weights, as above
   * @param pAt offset of the first
   * @param pStride floats from one row to the next
   * @param n rows of weights
   * @param v m vectors of finite halves
   * @param vAt offset of the first
   * @param vStride halves from one to the next
   * @param m number of vectors
   * @param width halves of a vector
   * @param out n vectors, as above
   * @param outAt offset of the first
   * @param outStride floats from one to the next
   */
  void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      short[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride);

  /**
   * Reads floats that will be needed at once, where that makes the next operation faster: memory
   * gives its full speed to plain reading in four places at once, and not to sums.
   *
   * @param a where from
   * @param at offset of the first
   * @param count how many; some may be left out
   * @return any number, to be kept: else nothing need be read
   */
  default int touch(float[] a, int at, int count) {
    return 0;
  }

  /**
   * The same for halves.
   *
   * @param a where from
   * @param at offset of the first
   * @param count how many; some may be left out
   * @return any number, to be kept: else nothing need be read
   */
  default int touch(short[] a, int at, int count) {
    return 0;
  }

  /**
   * The dot product of two vectors in heap memory, in the one order.
   *
   * @param a first vector
   * @param aAt its offset
   * @param b second vector
   * @param bAt its offset
   * @param n floats
   * @return Σ a·b
   */
  float dot(float[] a, int aAt, float[] b, int bAt, int n);

  /**
   * Sum in the one order.
   *
   * @param a vector
   * @param at its offset
   * @param n floats
   * @return Σ a
   */
  float sum(float[] a, int at, int n);

  /**
   * Largest element; NaN if one is NaN.
   *
   * @param a vector
   * @param at its offset
   * @param n floats, at least 1
   * @return max a
   */
  float max(float[] a, int at, int n);

  /**
   * Exponentials in place: {@code a[i] = e^(a[i] - shift)}. Element i has the same bits wherever it
   * stands in the vector. e^-∞ is 0.
   *
   * @param a vector
   * @param at its offset
   * @param n floats
   * @param shift subtracted first
   */
  void exp(float[] a, int at, int n, float shift);

  /**
   * A nonlinear function in place. Element i has the same bits wherever it stands in the vector.
   *
   * @param activation which
   * @param a vector
   * @param at its offset
   * @param n floats
   */
  void activate(Activation activation, float[] a, int at, int n);

  /**
   * Says that many products with weights of the type of these will follow. Kernels that take time
   * to become fast begin with that now.
   *
   * @param w some of the weights
   */
  default void prepare(Tensor w) {}

  /**
   * Says that products with packed rows like these will follow, as {@link #prepare(Tensor)}.
   *
   * @param w some of the weights
   */
  default void prepare(PackedRows w) {}

  /**
   * Does multiply-adds in registers, as fast as these kernels can: the roof of every product.
   *
   * @param rounds how often
   * @param sink takes a number that depends on all of them
   * @param at where
   * @return how many were done
   */
  long multiplyAdds(int rounds, float[] sink, int at);

  /**
   * Reads bytes and does no more with them than it must: for the roof of what memory allows.
   *
   * @param data any number of bytes; up to 255 at the end may be left out
   * @return the sum of the others as longs, little-endian
   */
  long read(MemorySegment data);
}
