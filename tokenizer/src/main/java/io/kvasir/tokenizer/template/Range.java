package io.kvasir.tokenizer.template;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Python's range, as the sandbox has it: at most 100,000 numbers.
 *
 * @param start the first number
 * @param step the distance of two neighbours, not 0
 * @param size how many
 * @param stop the bound as it was written, for printing
 */
record Range(long start, long stop, long step, int size) {
  private static final int LONGEST = 100_000;

  static Range of(long start, long stop, long step) {
    if (step == 0) {
      throw new Fault("range: found step 0, wanted another");
    }
    double span = step > 0 ? (double) stop - start : (double) start - stop;
    double size = span <= 0 ? 0 : Math.ceil(span / Math.abs((double) step));
    if (size > LONGEST) {
      throw new Fault("range: found more than " + LONGEST + " numbers, wanted less");
    }
    return new Range(start, stop, step, (int) size);
  }

  long get(long index) {
    return start + index * step;
  }

  Iterator<Object> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Object next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }
}
