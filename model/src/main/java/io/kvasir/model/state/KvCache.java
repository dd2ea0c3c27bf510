package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one attention layer. A tile is {@value #TILE} positions that begin at a
 * multiple of it; in a tile the positions of a head stand side by side.
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
   * @param type how keys and values are held
   * @param heads key-value heads
   * @param headWidth floats of a key and of a value in a head
   * @param window positions that a query sees, 0 for all
   * @param slack with a window: positions that a pass may write and that a rollback may take back
   */
  public KvCache(CacheType type, int heads, int headWidth, int window, int slack) {
    this(
        heads,
        headWidth,
        window,
        new Blocks(type, heads * headWidth, window == 0 ? 0 : window + slack),
        new Blocks(type, heads * headWidth, window == 0 ? 0 : window + slack));
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
    keys.own(position);
    values.own(position);
    for (int head = 0; head < heads; head++) {
      int to = at(head) + position % TILE * headWidth;
      keys.write(position, to, k, kAt + head * headWidth, headWidth);
      values.write(position, to, v, vAt + head * headWidth, headWidth);
    }
  }

  private int at(int head) {
    return head * TILE * headWidth;
  }

  /**
   * The keys of one head in the tile that holds a position.
   *
   * @param position which
   * @param head key-value head
   * @param count positions of the tile that will be read, from its first
   * @param memory of the calling thread, where they may be converted to
   * @return floats to be read: key of position p is at {@code offset(head) + p % TILE · headWidth}
   */
  public float[] keys(int position, int head, int count, Converted memory) {
    return keys.read(position, at(head), count * headWidth, memory);
  }

  /**
   * The values of one head in the tile that holds a position.
   *
   * @param position which
   * @param head key-value head
   * @param count positions of the tile that will be read, from its first
   * @param memory of the calling thread, where they may be converted to
   * @return floats to be read, placed as {@link #keys} are
   */
  public float[] values(int position, int head, int count, Converted memory) {
    return values.read(position, at(head), count * headWidth, memory);
  }

  /**
   * Where a head begins in what {@link #keys} and {@link #values} give.
   *
   * @param head key-value head
   * @return index of the first float
   */
  public int offset(int head) {
    return keys.offset(at(head));
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
