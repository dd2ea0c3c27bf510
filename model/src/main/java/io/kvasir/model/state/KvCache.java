package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one attention layer. A tile is {@value #TILE} positions that begin at a
 * multiple of it; in a tile the positions of a head stand side by side: element (head, position, d)
 * is {@code tile[(head · TILE + position % TILE) · headWidth + d]}.
 */
public final class KvCache implements LayerState {
  /** Positions in a tile. */
  public static final int TILE = Blocks.POSITIONS;

  private final int heads;
  private final int headWidth;
  private final int window;
  private final Blocks keys;
  private final Blocks values;

  /**
   * An empty cache.
   *
   * @param heads key-value heads
   * @param headWidth floats of a key and of a value in a head
   * @param window positions that a query sees, 0 for all
   * @param slack with a window: positions that a pass may write and that a rollback may take back
   */
  public KvCache(int heads, int headWidth, int window, int slack) {
    this(
        heads,
        headWidth,
        window,
        new Blocks(heads * headWidth, window == 0 ? 0 : window + slack),
        new Blocks(heads * headWidth, window == 0 ? 0 : window + slack));
  }

  private KvCache(int heads, int headWidth, int window, Blocks keys, Blocks values) {
    this.heads = heads;
    this.headWidth = headWidth;
    this.window = window;
    this.keys = keys;
    this.values = values;
  }

  /**
   * Appends or overwrites the keys and values of a position.
   *
   * @param position which
   * @param k keys, head after head
   * @param kAt offset of the first
   * @param v values, head after head
   * @param vAt offset of the first
   */
  public void write(int position, float[] k, int kAt, float[] v, int vAt) {
    float[] keyTile = keys.write(position);
    float[] valueTile = values.write(position);
    for (int head = 0; head < heads; head++) {
      int to = (head * TILE + position % TILE) * headWidth;
      System.arraycopy(k, kAt + head * headWidth, keyTile, to, headWidth);
      System.arraycopy(v, vAt + head * headWidth, valueTile, to, headWidth);
    }
  }

  /**
   * The tile of keys that holds a position.
   *
   * @param position which
   * @return live floats, shape (heads, TILE, headWidth)
   */
  public float[] keys(int position) {
    return keys.read(position);
  }

  /**
   * The tile of values that holds a position.
   *
   * @param position which
   * @return live floats, shape (heads, TILE, headWidth)
   */
  public float[] values(int position) {
    return values.read(position);
  }

  @Override
  public KvCache fork() {
    return new KvCache(heads, headWidth, window, keys.fork(), values.fork());
  }

  @Override
  public @Nullable LayerState mark() {
    return null;
  }

  @Override
  public boolean rollback(int length, int written, @Nullable LayerState marked) {
    return keys.keeps(Math.max(0, length - window + 1), written);
  }

  @Override
  public void reserve(int positions) {
    keys.reserve(positions);
    values.reserve(positions);
  }

  @Override
  public long bytesAt(int positions) {
    return keys.bytesAt(positions) + values.bytesAt(positions);
  }

  @Override
  public long bytes() {
    return keys.bytes() + values.bytes();
  }
}
