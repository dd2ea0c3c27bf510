package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Python's {@code [start:stop:step]} applied to a length: {@code count} items from {@code first}
 * on, each {@code step} further.
 */
record Slice(long first, long step, int count) {
  /**
   * Resolves the bounds.
   *
   * @param start a whole number, or None for the beginning
   * @param stop a whole number, or None for the end
   * @param step a whole number, or None for 1
   * @param length of what is cut
   */
  static Slice of(Object start, Object stop, Object step, long length) {
    long stride = step instanceof None ? 1 : bound(step);
    if (stride == 0) {
      throw new Fault("slice: found step 0, wanted another");
    }
    boolean forward = stride > 0;
    long lowest = forward ? 0 : -1;
    long highest = forward ? length : length - 1;
    long from =
        start instanceof None
            ? (forward ? lowest : highest)
            : place(bound(start), length, lowest, highest);
    long to =
        stop instanceof None
            ? (forward ? highest : lowest)
            : place(bound(stop), length, lowest, highest);
    long span = forward ? to - from : from - to;
    long count = span <= 0 ? 0 : (span - 1) / Math.abs(stride) + 1;
    return new Slice(from, stride, (int) count);
  }

  private static long place(long bound, long length, long lowest, long highest) {
    long counted = bound < 0 ? bound + length : bound;
    return Math.max(lowest, Math.min(highest, counted));
  }

  /** Numbers beyond any length are as good as the border. */
  private static long bound(Object value) {
    if (!Numbers.isInteger(value)) {
      throw Fault.found("slice bound", value, "int or none");
    }
    BigInteger limit = BigInteger.valueOf(Integer.MAX_VALUE);
    return Numbers.big(value).min(limit).max(limit.negate()).longValue();
  }

  static Object cut(Object value, Object start, Object stop, Object step, Budget budget) {
    return switch (value) {
      case String text -> text(text, start, stop, step, budget);
      case Markup markup -> new Markup(text(markup.text(), start, stop, step, budget));
      case Items items -> {
        Slice slice = of(start, stop, step, items.size());
        budget.items(slice.count);
        List<Object> part = new ArrayList<>(slice.count);
        for (int i = 0; i < slice.count; i++) {
          part.add(items.get((int) (slice.first + i * slice.step)));
        }
        yield items.like(part);
      }
      case Range range -> throw new Fault("slice of a range is not supported");
      case Undefined undefined -> throw undefined.fault();
      default -> throw Fault.found("slice", value, "a text, list or tuple");
    };
  }

  private static String text(String text, Object start, Object stop, Object step, Budget budget) {
    Slice slice = of(start, stop, step, Text.length(text, budget));
    if (slice.step == 1 && slice.count > 0) {
      int from = text.offsetByCodePoints(0, (int) slice.first);
      int to = text.offsetByCodePoints(from, slice.count);
      budget.text(to - from);
      return text.substring(from, to);
    }
    budget.text(text.length());
    int[] characters = text.codePoints().toArray();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < slice.count; i++) {
      part.appendCodePoint(characters[(int) (slice.first + i * slice.step)]);
    }
    return part.toString();
  }
}
