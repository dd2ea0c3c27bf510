package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;

/**
 * Takes the parts of one text in order, found and not found, without gaps, and makes pieces of
 * them.
 */
abstract class Cutter {
  private final PieceSink next;
  private char[] text = {};
  private int start;
  private boolean firstText;
  private int pendingFrom;
  private int pendingTo = -1;
  private boolean pendingFound;

  Cutter(PieceSink next) {
    this.next = next;
  }

  final void begin(char[] chars, int from, boolean first) {
    text = chars;
    start = from;
    firstText = first;
    pendingTo = -1;
  }

  /** Takes a part; an empty one separates its neighbours. */
  abstract void part(int from, int to, boolean found);

  final void finish() {
    if (pending()) {
      emit(pendingFrom, pendingTo);
    }
    pendingTo = -1;
  }

  /** Whether a piece waits for what comes next. */
  final boolean pending() {
    return pendingTo >= 0;
  }

  /** Whether the part that the waiting piece ends with was found. */
  final boolean pendingFound() {
    return pendingFound;
  }

  /** Makes a part wait, in one piece with the one that waits or after sending that one off. */
  final void wait(int from, int to, boolean found, boolean join) {
    if (!join) {
      if (pending()) {
        emit(pendingFrom, pendingTo);
      }
      pendingFrom = from;
    }
    pendingTo = to;
    pendingFound = found;
  }

  final void emit(int from, int to) {
    if (from < to) {
      next.piece(text, from, to, firstText && from == start);
    }
  }
}
