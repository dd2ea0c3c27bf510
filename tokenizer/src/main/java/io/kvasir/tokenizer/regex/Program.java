package io.kvasir.tokenizer.regex;

import org.jspecify.annotations.Nullable;

/** A compiled pattern: instructions whose arguments are said at each operation. */
final class Program {
  /** The code point x. */
  static final int CHAR = 0;

  /** One of set x. */
  static final int SET = 1;

  /** At least y, at most z (-1: any number) of set x; gives back. */
  static final int RUN = 2;

  /** As RUN, but gives nothing back. */
  static final int RUN_ALL = 3;

  /**
   * Tries the next instruction, then x. y is the choice number, z a set that the body needs or -1.
   */
  static final int SPLIT = 4;

  /** Tries x, then the next instruction. y is the choice number. */
  static final int SPLIT_LAZY = 5;

  /** Goes on at x. */
  static final int JUMP = 6;

  /** Stands at place x. */
  static final int AT = 7;

  /** One of set x comes next (y is 0) or does not (y is 1). */
  static final int NEXT = 8;

  /**
   * Tries the body that follows, up to its MATCH, z code points before this place, then goes on at
   * x. If y is 1, the body must not match.
   */
  static final int LOOK = 9;

  /** Matches the body that follows, up to its MATCH, once; then goes on at x. */
  static final int ATOMIC = 10;

  /** The end of the pattern or of a body. */
  static final int MATCH = 11;

  /** (size) operations. */
  final int[] op;

  /** (size) first arguments. */
  final int[] x;

  /** (size) second arguments. */
  final int[] y;

  /** (size) third arguments. */
  final int[] z;

  final CharSet[] sets;

  final Node.Place[] places;

  /** Number of SPLIT and SPLIT_LAZY. */
  final int choices;

  /** What every match begins with, or null if unknown. */
  final @Nullable CharSet first;

  Program(
      int[] op,
      int[] x,
      int[] y,
      int[] z,
      CharSet[] sets,
      Node.Place[] places,
      int choices,
      @Nullable CharSet first) {
    this.op = op;
    this.x = x;
    this.y = y;
    this.z = z;
    this.sets = sets;
    this.places = places;
    this.choices = choices;
    this.first = first;
  }
}
