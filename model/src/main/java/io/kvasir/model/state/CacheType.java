package io.kvasir.model.state;

import java.util.Locale;

/**
 * How cached keys and values are held. They are rounded when they are written, and only what was
 * written is ever used, also in the pass that makes it.
 */
public enum CacheType {
  /** As they are computed. */
  F32(Float.BYTES),

  /** IEEE 754 binary16: half the memory, 11 bits of precision. */
  F16(Short.BYTES);

  private final int bytes;

  CacheType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * Memory of an element.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * The name that users know.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of a name.
   *
   * @param label as {@link #label} gives it
   * @return the type
   * @throws IllegalArgumentException if there is none
   */
  public static CacheType of(String label) {
    for (CacheType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException("cache type " + label + ", wanted f32 or f16");
  }
}
