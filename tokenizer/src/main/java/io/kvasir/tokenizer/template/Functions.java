package io.kvasir.tokenizer.template;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The functions that every template finds, as Jinja2 and transformers define them. */
final class Functions {
  private Functions() {}

  /**
   * All functions by name.
   *
   * @param clock what {@code strftime_now} reads
   */
  static Map<String, Callable> all(Clock clock) {
    return Map.of(
        "range", new Native("range", Functions::range),
        "dict", new Native("dict", (evaluator, arguments) -> dict("dict", evaluator, arguments)),
        "namespace", new Native("namespace", Functions::namespace),
        "cycler", new Native("cycler", (evaluator, arguments) -> Cycler.of(arguments)),
        "joiner", new Native("joiner", (evaluator, arguments) -> joiner(arguments)),
        "lipsum",
            new Native(
                "lipsum",
                (evaluator, arguments) -> {
                  throw new Fault("function 'lipsum' is not supported");
                }),
        "raise_exception", new Native("raise_exception", Functions::raise),
        "strftime_now",
            new Native(
                "strftime_now",
                (evaluator, arguments) -> {
                  String format = arguments.bind("strftime_now", 1, "format").text(0, "");
                  return Dates.format(format, LocalDateTime.now(clock), evaluator.budget());
                }));
  }

  private static Object raise(Evaluator evaluator, Arguments arguments) {
    Object message = arguments.bind("raise_exception", 1, "message").get(0);
    throw new Fault("the template refuses: " + Printer.text(message, evaluator.budget()));
  }

  private static Object range(Evaluator evaluator, Arguments arguments) {
    List<Object> bounds = arguments.positional();
    if (bounds.isEmpty() || bounds.size() > 3 || !arguments.keywords().isEmpty()) {
      throw new Fault(
          "range: found " + bounds.size() + " bounds, wanted one to three, without names");
    }
    long start = bounds.size() == 1 ? 0 : bound(bounds.get(0));
    long stop = bound(bounds.get(bounds.size() == 1 ? 0 : 1));
    return Range.of(start, stop, bounds.size() < 3 ? 1 : bound(bounds.get(2)));
  }

  private static long bound(Object value) {
    if (!Numbers.isInteger(value) || Numbers.big(value).bitLength() > 62) {
      throw Fault.found("range, bound", value, "an int of at most 62 bits");
    }
    return Numbers.big(value).longValue();
  }

  private static Dict dict(String function, Evaluator evaluator, Arguments arguments) {
    List<Object> positional = arguments.positional();
    if (positional.size() > 1) {
      throw new Fault(
          function
              + ": found "
              + positional.size()
              + " arguments, wanted at most one without a name");
    }
    Dict.Builder dict = new Dict.Builder();
    if (!positional.isEmpty() && positional.getFirst() instanceof Dict other) {
      dict.putAll(other);
    } else if (!positional.isEmpty()) {
      for (Iterator<Object> pairs = Python.iterate(positional.getFirst()); pairs.hasNext(); ) {
        List<Object> pair = Python.list(pairs.next(), evaluator.budget());
        if (pair.size() != 2) {
          throw new Fault(function + ": found " + pair.size() + " items, wanted a key and a value");
        }
        dict.put(pair.get(0), pair.get(1));
      }
    }
    arguments.keywords().forEach(dict::put);
    evaluator.budget().items(2L * dict.size());
    return dict.build();
  }

  private static Object namespace(Evaluator evaluator, Arguments arguments) {
    Namespace namespace = new Namespace();
    for (Dict.Entry entry : dict("namespace", evaluator, arguments).entries()) {
      if (!(entry.key() instanceof String name)) {
        throw Fault.found("namespace, name", entry.key(), "str");
      }
      namespace.attributes().put(name, entry.value());
    }
    return namespace;
  }

  private static Object joiner(Arguments arguments) {
    Object separator = arguments.bind("joiner", 0, "sep").get(0, ", ");
    AtomicBoolean used = new AtomicBoolean();
    return new Native("joiner", (evaluator, none) -> used.getAndSet(true) ? separator : "");
  }

  /** Gives its values in turn. */
  private static final class Cycler implements Callable {
    private final List<Object> values;
    private int next;

    private Cycler(List<Object> values) {
      this.values = values;
    }

    static Cycler of(Arguments arguments) {
      if (arguments.positional().isEmpty() || !arguments.keywords().isEmpty()) {
        throw new Fault("cycler: found no values, wanted at least one, without names");
      }
      return new Cycler(arguments.positional());
    }

    @Override
    public Object call(Evaluator evaluator, Arguments arguments) {
      throw Fault.found("call", this, "its method next");
    }

    @Override
    public String name() {
      return "cycler";
    }

    @Override
    public Object attribute(String name) {
      return switch (name) {
        case "current" -> values.get(next);
        case "next" ->
            new Native(
                "cycler.next",
                (evaluator, none) -> {
                  Object value = values.get(next);
                  next = (next + 1) % values.size();
                  return value;
                });
        case "reset" ->
            new Native(
                "cycler.reset",
                (evaluator, none) -> {
                  next = 0;
                  return None.NONE;
                });
        case "items", "pos" ->
            throw new Fault("attribute '" + name + "' of a cycler is not supported");
        default -> Undefined.member(this, name);
      };
    }
  }
}
