package io.kvasir.tools.corpus;

/** Which scenes no story tells, because the pairs that measure a model are made of them. */
final class HeldOut {
  private static final int PARTS = 8;

  private HeldOut() {}

  /** One of eight combinations of a scene with two nouns. */
  static boolean things(String scene, String first, String second) {
    return Math.floorMod(Split.hash(scene + " " + first + " " + second), PARTS) == 0;
  }

  /**
   * For two names in this order, one of the scenes about people.
   *
   * @param index number of the scene among those about people
   * @param scenes how many of those there are
   */
  static boolean people(int index, int scenes, String first, String second) {
    return Math.floorMod(Split.hash(first + " " + second), scenes) == index;
  }
}
