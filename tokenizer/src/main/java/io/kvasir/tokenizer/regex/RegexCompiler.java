package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.CharSet.Definition;
import io.kvasir.tokenizer.regex.CharSet.Range;
import io.kvasir.tokenizer.regex.Node.Greed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Node} to {@link Program}. */
final class RegexCompiler {
  private static final int MAX_SIZE = 20_000;

  private final String pattern;
  private int[] op = new int[64];
  private int[] x = new int[64];
  private int[] y = new int[64];
  private int[] z = new int[64];
  private int size;
  private int choices;
  private final List<CharSet> sets = new ArrayList<>();
  private final List<Node.Place> places = new ArrayList<>();
  private final Map<Definition, Integer> setNumbers = new HashMap<>();

  private RegexCompiler(String pattern) {
    this.pattern = pattern;
  }

  static Program compile(String pattern, Node node) {
    RegexCompiler compiler = new RegexCompiler(pattern);
    compiler.emit(node);
    compiler.add(Program.MATCH, 0, 0, 0);
    compiler.keepWhatIsNotGivenBack();
    return compiler.program(Shapes.first(node));
  }

  private Program program(@Nullable Definition first) {
    return new Program(
        Arrays.copyOf(op, size),
        Arrays.copyOf(x, size),
        Arrays.copyOf(y, size),
        Arrays.copyOf(z, size),
        sets.toArray(CharSet[]::new),
        places.toArray(Node.Place[]::new),
        choices,
        first == null ? null : new CharSet(first));
  }

  private void emit(Node node) {
    switch (node) {
      case Node.Empty empty -> {}
      case Node.One one -> emitOne(one.set());
      case Node.Sequence sequence -> sequence.parts().forEach(this::emit);
      case Node.Choice choice -> emitChoice(choice.branches());
      case Node.Repeat repeat -> emitRepeat(repeat);
      case Node.At at -> {
        places.add(at.place());
        add(Program.AT, places.size() - 1, 0, 0);
      }
      case Node.Look look -> emitLook(look);
      case Node.Atomic atomic -> emitBody(Program.ATOMIC, atomic.body(), 0, 0);
    }
  }

  private void emitOne(Definition set) {
    if (set instanceof Range(int from, int to) && from == to) {
      add(Program.CHAR, from, 0, 0);
    } else {
      add(Program.SET, number(set), 0, 0);
    }
  }

  private void emitChoice(List<Node> branches) {
    int[] ends = new int[branches.size() - 1];
    for (int i = 0; i < ends.length; i++) {
      int split = addSplit(Program.SPLIT, Shapes.first(branches.get(i)));
      emit(branches.get(i));
      ends[i] = add(Program.JUMP, 0, 0, 0);
      x[split] = size;
    }
    emit(branches.getLast());
    for (int end : ends) {
      x[end] = size;
    }
  }

  private void emitRepeat(Node.Repeat repeat) {
    Node body = repeat.body();
    if (body instanceof Node.One one && repeat.greed() != Greed.LAZY) {
      int run = repeat.greed() == Greed.POSSESSIVE ? Program.RUN_ALL : Program.RUN;
      add(run, number(one.set()), repeat.least(), repeat.most());
    } else if (repeat.greed() == Greed.POSSESSIVE) {
      emit(new Node.Atomic(new Node.Repeat(body, repeat.least(), repeat.most(), Greed.GREEDY)));
    } else {
      emitLoop(body, repeat.least(), repeat.most(), repeat.greed() == Greed.LAZY);
    }
  }

  private void emitLoop(Node body, int least, int most, boolean lazy) {
    for (int i = 0; i < least; i++) {
      emit(body);
    }
    int split = lazy ? Program.SPLIT_LAZY : Program.SPLIT;
    Definition first = lazy ? null : Shapes.first(body);
    if (most < 0) {
      if (Shapes.mayBeEmpty(body)) {
        throw error("repeating what may be empty is not supported");
      }
      int loop = addSplit(split, first);
      emit(body);
      add(Program.JUMP, loop, 0, 0);
      x[loop] = size;
      return;
    }
    int[] splits = new int[most - least];
    for (int i = 0; i < splits.length; i++) {
      splits[i] = addSplit(split, first);
      emit(body);
    }
    for (int place : splits) {
      x[place] = size;
    }
  }

  private void emitLook(Node.Look look) {
    Node body = look.body();
    if (!look.behind()) {
      if (body instanceof Node.One one) {
        add(Program.NEXT, number(one.set()), look.negative() ? 1 : 0, 0);
      } else {
        emitBody(Program.LOOK, body, look.negative() ? 1 : 0, 0);
      }
      return;
    }
    List<Node> branches = body instanceof Node.Choice choice ? choice.branches() : List.of(body);
    if (Shapes.length(body) < 0 && branches.size() > 1) {
      List<Node> looks = new ArrayList<>();
      for (Node branch : branches) {
        looks.add(new Node.Look(branch, true, look.negative()));
      }
      emit(look.negative() ? new Node.Sequence(looks) : new Node.Choice(looks));
      return;
    }
    int length = Shapes.length(body);
    if (length < 0) {
      throw error("looking behind for a text of variable length is not supported");
    }
    emitBody(Program.LOOK, body, look.negative() ? 1 : 0, length);
  }

  private void emitBody(int operation, Node body, int second, int third) {
    int start = add(operation, 0, second, third);
    emit(body);
    add(Program.MATCH, 0, 0, 0);
    x[start] = size;
  }

  private int addSplit(int operation, @Nullable Definition guard) {
    return add(operation, 0, choices++, guard == null ? -1 : number(guard));
  }

  private int add(int operation, int first, int second, int third) {
    if (size == MAX_SIZE) {
      throw error("it is too large");
    }
    if (size == op.length) {
      op = Arrays.copyOf(op, size * 2);
      x = Arrays.copyOf(x, size * 2);
      y = Arrays.copyOf(y, size * 2);
      z = Arrays.copyOf(z, size * 2);
    }
    op[size] = operation;
    x[size] = first;
    y[size] = second;
    z[size] = third;
    return size++;
  }

  private int number(Definition definition) {
    return setNumbers.computeIfAbsent(
        definition,
        key -> {
          sets.add(new CharSet(key));
          return sets.size() - 1;
        });
  }

  /** A run that ends a match never has to give back. */
  private void keepWhatIsNotGivenBack() {
    for (int i = 0; i < size; i++) {
      int next = i + 1;
      while (next < size && op[next] == Program.JUMP) {
        next = x[next];
      }
      if (op[i] == Program.RUN && op[next] == Program.MATCH) {
        op[i] = Program.RUN_ALL;
      }
    }
  }

  private RegexSyntaxException error(String what) {
    return new PatternText(pattern).error(what);
  }
}
