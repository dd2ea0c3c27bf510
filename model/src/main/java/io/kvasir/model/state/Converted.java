package io.kvasir.model.state;

/** One thread's memory for numbers of a cache that are not held as floats. It grows as needed. */
public final class Converted {
  private float[] floats = new float[0];

  /** No memory yet. */
  public Converted() {}

  /** Converts numbers from at on. */
  float[] of(short[] halves, int at, int count) {
    if (floats.length < count) {
      floats = new float[Math.max(count, 2 * floats.length)];
    }
    convert(halves, at, floats, count);
    return floats;
  }

  /** A plain loop: C2 makes vectors of it, and all ways to convert give the same floats. */
  private static void convert(short[] halves, int at, float[] floats, int count) {
    for (int i = 0; i < count; i++) {
      floats[i] = Float.float16ToFloat(halves[at + i]);
    }
  }
}
