package io.kvasir.tokenizer.template;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The variable {@code loop}. It looks at most one item ahead, unless it is asked for the number of
 * items.
 */
final class Loop implements Callable {
  private final Evaluator evaluator;
  private final int depth;
  private final @Nullable Function<Object, String> recursion;
  private Object source = None.NONE;
  private Iterator<Object> items = Collections.emptyIterator();
  private long index = -1;
  private long length = -1;
  private Object before = None.NONE;
  private Object current = None.NONE;
  private @Nullable Object after;
  private @Nullable Object last;

  Loop(Evaluator evaluator, int depth, @Nullable Function<Object, String> recursion) {
    this.evaluator = evaluator;
    this.depth = depth;
    this.recursion = recursion;
  }

  void over(Object source) {
    this.source = source;
    this.items = Python.iterate(source);
  }

  boolean advance() {
    Object next = peek();
    if (next == null) {
      return false;
    }
    after = null;
    index++;
    before = current;
    current = next;
    return true;
  }

  Object current() {
    return current;
  }

  private @Nullable Object peek() {
    if (after == null && items.hasNext()) {
      after = items.next();
    }
    return after;
  }

  long length() {
    if (length < 0) {
      if (Python.hasLength(source)) {
        length = Python.length(source, evaluator.budget());
      } else {
        List<Object> rest =
            Python.list(
                items instanceof Lazy lazy ? lazy : new Lazy(None.NONE, items), evaluator.budget());
        items = rest.iterator();
        length = index + 1 + rest.size() + (after == null ? 0 : 1);
      }
    }
    return length;
  }

  @Override
  public Object call(Evaluator caller, Arguments arguments) {
    Object inner = arguments.bind("loop", 1, "iterable").get(0);
    if (recursion == null) {
      throw new Fault("loop: found a call, wanted the loop to be marked as recursive");
    }
    return recursion.apply(inner);
  }

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "index" -> index + 1;
      case "index0" -> index;
      case "revindex" -> length() - index;
      case "revindex0" -> length() - index - 1;
      case "first" -> index == 0;
      case "last" -> peek() == null;
      case "length" -> length();
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "previtem" -> index == 0 ? new Undefined("there is no previous item") : before;
      case "nextitem" -> {
        Object next = peek();
        yield next == null ? new Undefined("there is no next item") : next;
      }
      case "cycle" -> new Native("loop.cycle", this::cycle);
      case "changed" -> new Native("loop.changed", this::changed);
      default -> Undefined.member(this, name);
    };
  }

  private Object cycle(Evaluator caller, Arguments arguments) {
    List<Object> values = arguments.positional();
    if (values.isEmpty() || !arguments.keywords().isEmpty()) {
      throw new Fault("loop.cycle: found no values, wanted at least one, without names");
    }
    return values.get((int) (index % values.size()));
  }

  private Object changed(Evaluator caller, Arguments arguments) {
    Object values = Items.list(arguments.positional());
    boolean changed = last == null || !Equality.equal(last, values, evaluator.budget());
    last = values;
    return changed;
  }
}
