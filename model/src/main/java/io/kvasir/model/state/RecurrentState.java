package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * The state of a recurrent layer: the last inputs of its convolution and its memory, both of fixed
 * size.
 */
public final class RecurrentState implements LayerState {
  private final float[] recent;
  private final float[] memory;

  /**
   * A state of zeros.
   *
   * @param recent floats of the convolution's past inputs
   * @param memory floats of the memory
   */
  public RecurrentState(int recent, int memory) {
    this(new float[recent], new float[memory]);
  }

  private RecurrentState(float[] recent, float[] memory) {
    this.recent = recent;
    this.memory = memory;
  }

  /**
   * Past inputs of the convolution.
   *
   * @return live floats, shape (kernel - 1, channels), oldest first
   */
  public float[] recent() {
    return recent;
  }

  /**
   * The memory, in the layer's own shape.
   *
   * @return live floats
   */
  public float[] memory() {
    return memory;
  }

  @Override
  public RecurrentState fork() {
    return new RecurrentState(recent.clone(), memory.clone());
  }

  @Override
  public LayerState mark() {
    return fork();
  }

  @Override
  public boolean rollback(int length, int written, @Nullable LayerState marked) {
    if (!(marked instanceof RecurrentState then)) {
      return false;
    }
    System.arraycopy(then.recent, 0, recent, 0, recent.length);
    System.arraycopy(then.memory, 0, memory, 0, memory.length);
    return true;
  }

  @Override
  public void reserve(int positions) {}

  @Override
  public long bytesAt(int positions) {
    return bytes();
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * (recent.length + memory.length);
  }
}
