package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/** What one layer remembers of one sequence. */
public sealed interface LayerState permits KvCache, LatentCache, RecurrentState {
  /**
   * A state of its own with the same content.
   *
   * @return the copy; blocks are shared until one of both writes
   */
  LayerState fork();

  /**
   * What must be kept to return to this moment.
   *
   * @return a copy, or null where the positions alone are enough
   */
  @Nullable LayerState mark();

  /**
   * Returns to an earlier moment.
   *
   * @param length positions then
   * @param written positions that were written since the beginning
   * @param marked what {@link #mark} gave then
   * @return whether it is still known; false changes nothing
   */
  boolean rollback(int length, int written, @Nullable LayerState marked);

  /**
   * Makes room ahead of use.
   *
   * @param positions positions that will be written
   */
  void reserve(int positions);

  /**
   * Memory that so many positions take.
   *
   * @param positions positions that are written
   * @return bytes
   */
  long bytesAt(int positions);

  /**
   * Memory in use.
   *
   * @return bytes
   */
  long bytes();
}
