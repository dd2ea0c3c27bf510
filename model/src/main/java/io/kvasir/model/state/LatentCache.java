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
   * @param width floats of the latent and of the shared key
   */
  public LatentCache(int width) {
    this(width, new Blocks(width, 0));
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
    System.arraycopy(row, at, rows.write(position), position % Blocks.POSITIONS * width, width);
  }

  /**
   * The tile that holds a position.
   *
   * @param position which
   * @return live floats, shape (TILE, width)
   */
  public float[] tile(int position) {
    return rows.read(position);
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
