package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * What latent attention keeps of a position: the latent vector and the rotated key that all heads
 * share, side by side. In a tile of {@link KvCache#TILE} positions element (position, d) is {@code
 * tile[(position % TILE) · width + d]}.
 */
public final class LatentCache implements LayerState {
  private final int width;
  private final Blocks rows;

  /**
   * An empty cache.
   *
   * @param type how they are held
   * @param width numbers of the latent and of the shared key
   */
  public LatentCache(CacheType type, int width) {
    this(width, new Blocks(type, width, 0));
  }

  private LatentCache(int width, Blocks rows) {
    this.width = width;
    this.rows = rows;
  }

  /**
   * Appends or overwrites a position.
   *
   * @param position which
   * @param row latent and shared key
   * @param at offset of the first float
   */
  public void write(int position, float[] row, int at) {
    rows.own(position);
    rows.write(position, position % Blocks.POSITIONS * width, 1, row, at, width);
  }

  /**
   * The tile that holds a position.
   *
   * @param position which
   * @param count positions of the tile that will be read, from its first
   * @param memory of the calling thread, where they may be converted to
   * @return floats to be read, shape (TILE, width)
   */
  public float[] tile(int position, int count, Converted memory) {
    return rows.read(position, 0, count * width, memory);
  }

  @Override
  public LatentCache fork() {
    return new LatentCache(width, rows.fork());
  }

  @Override
  public @Nullable LayerState mark() {
    return null;
  }

  @Override
  public boolean rollback(int length, int written, @Nullable LayerState marked) {
    return true;
  }

  @Override
  public void reserve(int positions) {
    rows.reserve(positions);
  }

  @Override
  public long bytesAt(int positions) {
    return rows.bytesAt(positions);
  }

  @Override
  public long bytes() {
    return rows.bytes();
  }
}
