package io.kvasir.model.config;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rotary position encoding (Su et al. 2021), resolved: pair i of a head is turned by the angle
 * {@code position · inverseFrequencies[i]} and both parts are multiplied by the magnitude. All
 * kinds of scaling (linear, llama3, YaRN, long factors) end up in these numbers.
 */
public final class RopeConfig implements PositionConfig {
  private final int width;
  private final Pairs pairs;
  private final Angles near;
  private final Angles far;
  private final int nearPositions;

  /** Which floats make a pair. */
  public enum Pairs {
    /** Floats 2i and 2i+1. */
    NEIGHBOURS,
    /** Floats i and i + width/2. */
    HALVES
  }

  /** The angles of a rotation: inverse frequencies per pair and the factor on both parts. */
  public static final class Angles {
    private final float[] inverseFrequencies;
    private final float magnitude;

    /**
     * Takes a copy of the frequencies.
     *
     * @param inverseFrequencies radians per position, one per pair
     * @param magnitude factor on cosine and sine, 1 for none
     */
    public Angles(float[] inverseFrequencies, float magnitude) {
      Checks.finite("rope magnitude", magnitude);
      for (float f : inverseFrequencies) {
        Checks.finite("rope frequency", f);
      }
      this.inverseFrequencies = inverseFrequencies.clone();
      this.magnitude = magnitude;
    }

    /**
     * Radians per position of a pair.
     *
     * @param pair index of the pair
     * @return radians
     */
    public float inverseFrequency(int pair) {
      return inverseFrequencies[pair];
    }

    /**
     * The factor on cosine and sine.
     *
     * @return 1 for none
     */
    public float magnitude() {
      return magnitude;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Angles that
          && magnitude == that.magnitude
          && Arrays.equals(inverseFrequencies, that.inverseFrequencies);
    }

    /** The first and the last frequency stand for all. */
    @Override
    public String toString() {
      int last = inverseFrequencies.length - 1;
      String range = last < 0 ? "none" : inverseFrequencies[0] + " to " + inverseFrequencies[last];
      return "[" + range + " radians per position, magnitude=" + magnitude + "]";
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(inverseFrequencies) + Float.hashCode(magnitude);
    }
  }

  /**
   * A rotation with one set of angles.
   *
   * @param width floats of a head that are turned, from the first on; even
   * @param pairs which floats make a pair
   * @param angles the angles
   */
  public RopeConfig(int width, Pairs pairs, Angles angles) {
    this(width, pairs, angles, angles, Integer.MAX_VALUE);
  }

  /**
   * A rotation whose angles depend on how far a sequence may reach. The choice is made once per
   * sequence, from its capacity, so that the logits of a position do not depend on what comes after
   * it.
   *
   * @param width floats of a head that are turned, from the first on; even
   * @param pairs which floats make a pair
   * @param near angles of a sequence of at most nearPositions
   * @param far angles of a longer sequence
   * @param nearPositions the border
   */
  public RopeConfig(int width, Pairs pairs, Angles near, Angles far, int nearPositions) {
    if (width <= 0 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "rope width is " + width + ", wanted a positive even number");
    }
    if (near.inverseFrequencies.length != width / 2 || far.inverseFrequencies.length != width / 2) {
      throw new IllegalArgumentException("rope has not one frequency for each of its pairs");
    }
    this.width = width;
    this.pairs = pairs;
    this.near = near;
    this.far = far;
    this.nearPositions = nearPositions;
  }

  /**
   * Floats of a head that are turned.
   *
   * @return an even number, at most the head width
   */
  public int width() {
    return width;
  }

  /**
   * Which floats make a pair.
   *
   * @return the layout
   */
  public Pairs pairs() {
    return pairs;
  }

  /**
   * The angles for a sequence.
   *
   * @param capacity positions that the sequence may reach
   * @return the angles
   */
  public Angles angles(int capacity) {
    return capacity <= nearPositions ? near : far;
  }

  /**
   * The capacity up to which the near angles hold.
   *
   * @return positions; Integer.MAX_VALUE where there is only one set
   */
  public int nearPositions() {
    return nearPositions;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RopeConfig that
        && width == that.width
        && pairs == that.pairs
        && nearPositions == that.nearPositions
        && near.equals(that.near)
        && far.equals(that.far);
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, pairs, nearPositions, near, far);
  }

  @Override
  public String toString() {
    String more = near.equals(far) ? "" : ", far=" + far + " beyond " + nearPositions;
    return "Rope[width=" + width + ", pairs=" + pairs + ", angles=" + near + more + "]";
  }
}
