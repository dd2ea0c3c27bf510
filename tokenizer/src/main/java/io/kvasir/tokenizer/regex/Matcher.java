package io.kvasir.tokenizer.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Searches one text after the other, as a backtracking matcher does: the first way through the
 * pattern counts. Ways that wait lie on a stack of its own. Once a text turns out to be hard, every
 * choice that has failed at a place is remembered and not tried there again, so the time stays
 * proportional to the length of the text.
 */
public final class Matcher {
  /** A text is hard when it took more steps than this many per char, and a few thousand. */
  private static final int EASY_STEPS = 16;

  private static final int EASY_START = 4096;

  /** Ints of an entry on the stack: instruction and kind, then three arguments. */
  private static final int ENTRY = 4;

  /** Go on at the instruction; argument: place. */
  private static final int BRANCH = 0;

  /** A run that can give back; arguments: least end, present end, first end. */
  private static final int RUN = 1;

  /** All above has failed, so the choice fails; argument: place. */
  private static final int MARK = 2;

  private static final int NOWHERE = Integer.MIN_VALUE;

  private final Program program;
  private final Places places = new Places();
  private char[] text = {};
  private int from;
  private int to;
  private int start;
  private int end;
  private int lastEnd;
  private int[] stack = new int[64 * ENTRY];
  private int top;
  private int resumeInstruction;
  private int resumePlace;
  private long steps;
  private long easy;
  private @Nullable Memo failed;
  private @Nullable Memo succeeded;

  // For each unlimited run: where its last scan began and ended, and an interval in which it fails.
  private final int[] runFrom;
  private final int[] runTo;
  private final int[] failFrom;
  private final int[] failTo;

  Matcher(Program program) {
    this.program = program;
    int size = program.op.length;
    runFrom = new int[size];
    runTo = new int[size];
    failFrom = new int[size];
    failTo = new int[size];
  }

  /**
   * Takes a new text. Nothing outside of its limits is looked at.
   *
   * @param chars UTF-16 without lone surrogates
   * @param begin where the text begins
   * @param limit where it ends
   */
  public void reset(char[] chars, int begin, int limit) {
    text = chars;
    from = begin;
    to = limit;
    start = begin;
    end = begin;
    lastEnd = -1;
    easy = steps + EASY_START + (long) EASY_STEPS * (limit - begin);
    failed = null;
    succeeded = null;
    places.reset(chars, begin, limit);
    Arrays.fill(runFrom, -1);
    Arrays.fill(runTo, -1);
    Arrays.fill(failFrom, -1);
    Arrays.fill(failTo, -1);
  }

  /**
   * Finds the next match. A match is never empty where the match before it ended.
   *
   * @return whether there is one
   */
  public boolean find() {
    int place = end;
    CharSet first = program.first;
    while (place <= to) {
      if (first != null) {
        place = skipTo(first, place);
        if (place == to) {
          break;
        }
      }
      int found = run(0, place, false);
      if (found >= 0 && (found > place || found != lastEnd)) {
        start = place;
        end = found;
        lastEnd = found;
        return true;
      }
      place += place < to ? Character.charCount(codePoint(place)) : 1;
    }
    end = to + 1;
    return false;
  }

  /**
   * Where the match begins.
   *
   * @return index into the chars
   */
  public int start() {
    return start;
  }

  /**
   * Where the match ends.
   *
   * @return index into the chars
   */
  public int end() {
    return end;
  }

  /**
   * The work so far.
   *
   * @return steps of this matcher, over all texts
   */
  public long steps() {
    return steps;
  }

  private int skipTo(CharSet first, int place) {
    int next = place;
    while (next < to) {
      int codePoint = codePoint(next);
      if (first.contains(codePoint)) {
        break;
      }
      next += Character.charCount(codePoint);
    }
    steps += next - place;
    return next;
  }

  /** The end of a match of the body that begins at an instruction, or -1. */
  private int run(int instruction, int place, boolean look) {
    Program p = program;
    int base = top;
    int pc = instruction;
    int at = place;
    while (true) {
      steps++;
      int next = -1;
      switch (p.op[pc]) {
        case Program.CHAR -> {
          if (at < to && codePoint(at) == p.x[pc]) {
            next = at + Character.charCount(p.x[pc]);
          }
        }
        case Program.SET -> {
          if (at < to) {
            int codePoint = codePoint(at);
            next = p.sets[p.x[pc]].contains(codePoint) ? at + Character.charCount(codePoint) : -1;
          }
        }
        case Program.RUN -> next = runOf(pc, at, true);
        case Program.RUN_ALL -> next = runOf(pc, at, false);
        case Program.NEXT -> {
          boolean in = at < to && p.sets[p.x[pc]].contains(codePoint(at));
          next = in == (p.y[pc] == 0) ? at : -1;
        }
        case Program.AT -> next = places.isAt(p.places[p.x[pc]], at) ? at : -1;
        case Program.JUMP -> {
          pc = p.x[pc] - 1;
          next = at;
        }
        case Program.SPLIT, Program.SPLIT_LAZY -> {
          if (succeeded != null && succeeded.get(p.y[pc], at - from)) {
            settle(base, true);
            return at;
          }
          pc = split(pc, at);
          next = pc == NOWHERE ? -1 : at;
        }
        case Program.LOOK -> {
          int origin = places.back(at, p.z[pc]);
          boolean found = origin >= 0 && run(pc + 1, origin, true) >= 0;
          next = found == (p.y[pc] == 0) ? at : -1;
          pc = p.x[pc] - 1;
        }
        case Program.ATOMIC -> {
          next = run(pc + 1, at, false);
          pc = p.x[pc] - 1;
        }
        default -> {
          settle(base, look);
          return at;
        }
      }
      if (next >= 0) {
        at = next;
        pc++;
      } else if (backtrack(base)) {
        pc = resumeInstruction;
        at = resumePlace;
      } else {
        return -1;
      }
    }
  }

  /** The instruction before the one to go on at, or NOWHERE. */
  private int split(int pc, int at) {
    Program p = program;
    boolean lazy = p.op[pc] == Program.SPLIT_LAZY;
    if (p.z[pc] >= 0 && !(at < to && p.sets[p.z[pc]].contains(codePoint(at)))) {
      return p.x[pc] - 1;
    }
    if (steps > easy) {
      Memo memo = memo();
      if (memo.get(p.y[pc], at - from)) {
        return NOWHERE;
      }
      push(pc, MARK, at, 0, 0);
    }
    push(lazy ? pc + 1 : p.x[pc], BRANCH, at, 0, 0);
    return lazy ? p.x[pc] - 1 : pc;
  }

  private Memo memo() {
    Memo memo = failed;
    if (memo == null) {
      memo = new Memo(program.choices, to - from);
      failed = memo;
      succeeded = new Memo(program.choices, to - from);
    }
    return memo;
  }

  /** The end of a run that begins here, or -1. */
  private int runOf(int pc, int at, boolean givesBack) {
    int least = program.y[pc];
    int most = program.z[pc];
    boolean limited = most >= 0;
    if (!limited && at >= failFrom[pc] && at <= failTo[pc]) {
      return -1;
    }
    CharSet set = program.sets[program.x[pc]];
    int leastEnd = least == 0 ? at : -1;
    int last = at;
    int count = 0;
    if (!limited && at >= runFrom[pc] && at <= runTo[pc]) {
      last = runTo[pc];
      leastEnd = places.forward(at, least, last);
    } else {
      while (last < to && (!limited || count < most)) {
        int codePoint = codePoint(last);
        if (!set.contains(codePoint)) {
          break;
        }
        last += Character.charCount(codePoint);
        if (++count == least) {
          leastEnd = last;
        }
      }
      steps += count;
      runFrom[pc] = at;
      runTo[pc] = last;
    }
    if (leastEnd >= 0 && givesBack && last > leastEnd) {
      push(pc, RUN, leastEnd, last, last);
    }
    return leastEnd < 0 ? -1 : last;
  }

  /** Takes the next way from the stack, if one waits above base. */
  private boolean backtrack(int base) {
    while (top > base) {
      steps++;
      int entry = top - ENTRY;
      int pc = stack[entry] >> 2;
      switch (stack[entry] & 3) {
        case BRANCH -> {
          top = entry;
          resumeInstruction = pc;
          resumePlace = stack[entry + 1];
          return true;
        }
        case MARK -> {
          top = entry;
          memo().set(program.y[pc], stack[entry + 1] - from);
        }
        default -> {
          if (stack[entry + 2] > stack[entry + 1]) {
            stack[entry + 2] = places.back(stack[entry + 2], 1);
            resumeInstruction = pc + 1;
            resumePlace = stack[entry + 2];
            return true;
          }
          top = entry;
          if (program.z[pc] < 0) {
            failFrom[pc] = stack[entry + 1];
            failTo[pc] = stack[entry + 3];
          }
        }
      }
    }
    return false;
  }

  /**
   * A body has matched: its other ways are dropped; in a look, its choices are known to succeed.
   */
  private void settle(int base, boolean look) {
    Memo memo = succeeded;
    if (look && memo != null) {
      for (int entry = base; entry < top; entry += ENTRY) {
        if ((stack[entry] & 3) == MARK) {
          memo.set(program.y[stack[entry] >> 2], stack[entry + 1] - from);
        }
      }
    }
    top = base;
  }

  private void push(int pc, int kind, int first, int second, int third) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top] = (pc << 2) | kind;
    stack[top + 1] = first;
    stack[top + 2] = second;
    stack[top + 3] = third;
    top += ENTRY;
  }

  private int codePoint(int place) {
    char c = text[place];
    return Character.isHighSurrogate(c) ? Character.toCodePoint(c, text[place + 1]) : c;
  }
}
