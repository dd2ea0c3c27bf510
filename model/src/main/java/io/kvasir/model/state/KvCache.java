package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one attention layer. A tile is {@value #TILE} positions that begin at a
 * multiple of it. In a tile the keys of a head stand as columns, element by element, so that q·k of
 * all positions is a weighted sum of rows, as the values' is: element d of the key at position p is
 * at {@code offset(head) + d · TILE + p % TILE}, of the value at {@code offset(head) + p % TILE ·
 * headWidth + d}.
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
    int inTile = position % TILE;
    for (int head = 0; head < heads; head++) {
      int from = head * headWidth;
      keys.write(position, at(head) + inTile, TILE, k, kAt + from, headWidth);
      values.write(position, at(head) + inTile * headWidth, 1, v, vAt + from, headWidth);
    }
  }

  private int at(int head) {
    return head * TILE * headWidth;
  }

  /**
   * The keys of one head in the tile that holds a position, those of positions to come included:
   * they are any numbers.
   *
   * @param position which
   * @param head key-value head
   * @param memory of the calling thread, where they may be converted to
   * @return floats to be read from {@link #offset} on, shape (headWidth, TILE)
   */
  public float[] keys(int position, int head, Converted memory) {
    return keys.read(position, at(head), TILE * headWidth, memory);
  }

  /**
   * The values of one head in the tile that holds a position.
   *
   * @param position which
   * @param head key-value head
   * @param count positions of the tile that will be read, from its first
   * @param memory of the calling thread, where they may be converted to
   * @return floats to be read from {@link #offset} on, shape (count, headWidth)
   */
  public float[] values(int position, int head, int count, Converted memory) {
    return values.read(position, at(head), count * headWidth, memory);
  }

  /**
   * The keys of the tile that holds a position, if they are held as halves, and all are finite.
   *
   * @param position which
   * @return binary16, to be read from {@link #halfOffset} on, or null
   */
  public short @Nullable [] halfKeys(int position) {
    return keys.finiteHalves(position);
  }

  /**
   * The values of the tile that holds a position, if they are held as halves, and all are finite.
   *
   * @param position which
   * @return binary16, to be read from {@link #halfOffset} on, or null
   */
  public short @Nullable [] halfValues(int position) {
    return values.finiteHalves(position);
  }

  /**
   * Where a head begins in what {@link #halfKeys} and {@link #halfValues} give.
   *
   * @param head key-value head
   * @return index of the first half
   */
  public int halfOffset(int head) {
    return at(head);
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
