package io.kvasir.model.kernel;

/**
 * Activations of several tokens, rounded: x ≈ scale·q with whole q from -127 to 127 and one scale
 * for each block of 32. {@link Kernels#round} fills it.
 *
 * <p>The blocks b of all tokens lie side by side, then the blocks b+1: products keep a block of the
 * weights in registers, and the tokens pass by.
 */
public final class RoundedRows {
  /** Elements that share a scale. */
  public static final int BLOCK = 32;

  /** The largest |q|. */
  private static final int MOST = 127;

  /**
   * Adding it to a float of small magnitude leaves the nearest whole number, ties to even, in the
   * low bits of the sum.
   */
  public static final float NEAREST = 0x1.8p23f;

  /** The bits of {@link #NEAREST}. */
  public static final int NEAREST_BITS = Float.floatToRawIntBits(NEAREST);

  private static final float LEAST = 1e-36f; // 127 divided by less is infinite

  /**
   * q of element e of block b of token t at {@code 32·(b·tokens + t) + e}: 16 bits, twice, as the
   * bits of a float; for a float is what C2 loads into all lanes in one instruction.
   */
  public float[] pairs = new float[0];

  /** Scale of block b of token t at {@code b·tokens + t}. */
  public float[] scales = new float[0];

  /** scale·Σq of the same blocks. */
  public float[] sums = new float[0];

  /** -8·Σq of the same blocks: 16 bits, twice, as the bits of a float. */
  public float[] starts = new float[0];

  /** The number of tokens. */
  public int tokens;

  /** Elements of a token, a multiple of {@link #BLOCK}. */
  public int cols;

  /** Makes rows without room. */
  public RoundedRows() {}

  /**
   * Blocks of a token.
   *
   * @return cols / {@link #BLOCK}
   */
  public int blocks() {
    return cols / BLOCK;
  }

  /**
   * Where a block of a token has its scale, and a 32nd of where it has its first element.
   *
   * @param b number of the block
   * @param token number of the token
   * @return b·tokens + token
   */
  public int at(int b, int token) {
    return b * tokens + token;
  }

  /** Element e of a token. */
  int q(int e, int token) {
    return (short) Float.floatToRawIntBits(pairs[BLOCK * at(e / BLOCK, token) + e % BLOCK]);
  }

  /** Makes room; what it held is lost. */
  void reserve(int newTokens, int newCols) {
    tokens = newTokens;
    cols = newCols;
    int count = Math.multiplyExact(newTokens, newCols);
    if (pairs.length < count) {
      pairs = new float[count];
      scales = new float[count / BLOCK];
      sums = new float[count / BLOCK];
      starts = new float[count / BLOCK];
    }
  }

  /**
   * What a block's elements are multiplied by before they are rounded.
   *
   * @param largest the largest |x| of the block
   * @return 127 / largest, or 0 where the block is next to nothing or no number
   */
  public static float inverse(float largest) {
    return largest > LEAST ? MOST / largest : 0;
  }

  /**
   * Sets scale and sums of a block.
   *
   * @param at of {@link #at}
   * @param largest the largest |x| of the block; NaN and infinities go on into the results
   * @param sum Σq
   */
  public void block(int at, float largest, int sum) {
    float scale = largest / MOST;
    scales[at] = scale;
    sums[at] = scale * sum;
    starts[at] = twice(-8 * sum);
  }

  /** The low 16 bits, in both halves of the bits of a float. */
  static float twice(int q) {
    return Float.intBitsToFloat((q & 0xFFFF) * 0x10001);
  }
}
