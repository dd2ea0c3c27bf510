package io.kvasir.tokenizer.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code value.name} and {@code value[key]} give. */
final class Attributes {
  /** Marked text has only the methods whose arguments need no escaping. */
  private static final Set<String> MARKUP_METHODS =
      Set.of(
          "capitalize",
          "count",
          "endswith",
          "find",
          "isalnum",
          "isalpha",
          "isdigit",
          "islower",
          "isspace",
          "isupper",
          "lower",
          "lstrip",
          "rstrip",
          "startswith",
          "strip",
          "upper");

  private static final Set<String> MARKUP_ONLY = Set.of("escape", "striptags", "unescape");

  private Attributes() {}

  /** {@code value.name}: an attribute that Python's type has comes before a key. */
  static Object attribute(Object value, String name) {
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    Object attribute = own(value, name);
    if (attribute instanceof Undefined && value instanceof Dict dict && !isUnsafe(value, name)) {
      Object entry = dict.find(name);
      return entry == null ? attribute : entry;
    }
    return attribute;
  }

  /** {@code value[key]}: a key comes before an attribute. */
  static Object item(Object value, Object key, Budget budget) {
    Object item = itemOrNull(value, key, budget);
    if (item != null) {
      return item;
    }
    if (Python.isText(key)) {
      return own(value, Python.text(key));
    }
    return Undefined.member(value, Printer.represent(key, budget));
  }

  private static @Nullable Object itemOrNull(Object value, Object key, Budget budget) {
    return switch (value) {
      case Dict dict -> isHashable(key) ? dict.find(key) : null;
      case Undefined undefined -> throw undefined.fault();
      case String text when Numbers.isInteger(key) -> Text.at(text, index(key), budget);
      case Markup markup when Numbers.isInteger(key) -> {
        String character = Text.at(markup.text(), index(key), budget);
        yield character == null ? null : new Markup(character);
      }
      case Items items when Numbers.isInteger(key) -> {
        long place = place(key, items.size());
        yield place < 0 ? null : items.get((int) place);
      }
      case Range range when Numbers.isInteger(key) -> {
        long place = place(key, range.size());
        yield place < 0 ? null : range.get(place);
      }
      default -> null;
    };
  }

  private static boolean isHashable(Object key) {
    if (key instanceof Items items && items.isTuple()) {
      return items.values().stream().allMatch(Attributes::isHashable);
    }
    return !(key instanceof Items || key instanceof Dict);
  }

  private static long index(Object key) {
    return key instanceof Long l ? l : key instanceof Boolean b ? (b ? 1 : 0) : Long.MAX_VALUE;
  }

  /** From the end if negative; -1 if there is none. */
  private static long place(Object key, int size) {
    long index = index(key);
    long place = index < 0 ? index + size : index;
    return place >= size ? -1 : Math.max(place, -1);
  }

  /** What the type of a value has, keys of a dict aside. */
  static Object own(Object value, String name) {
    if (name.startsWith("__") && name.endsWith("__")) {
      throw new Fault("attribute '" + name + "' of " + Python.type(value) + " is not supported");
    }
    if (isUnsafe(value, name)) {
      return new Undefined(
          "access to attribute '" + name + "' of " + Python.type(value) + " is not allowed");
    }
    return switch (value) {
      case String text ->
          method(value, name, TextMethods.NAMES.contains(name), TextMethods.REFUSED.contains(name));
      case Markup markup -> {
        boolean known = MARKUP_METHODS.contains(name);
        boolean others = TextMethods.NAMES.contains(name) || TextMethods.REFUSED.contains(name);
        yield method(value, name, known, !known && (others || MARKUP_ONLY.contains(name)));
      }
      case Items items when items.isTuple() ->
          method(value, name, ContainerMethods.TUPLE.contains(name), false);
      case Items items -> method(value, name, ContainerMethods.LIST.contains(name), false);
      case Dict dict ->
          method(value, name, ContainerMethods.DICT.contains(name), name.equals("fromkeys"));
      case Namespace namespace -> {
        Object attribute = namespace.attributes().get(name);
        yield attribute == null ? Undefined.member(value, name) : attribute;
      }
      case Callable callable -> callable.attribute(name);
      default -> method(value, name, false, ContainerMethods.OTHERS.contains(name));
    };
  }

  private static Object method(Object owner, String name, boolean supported, boolean refused) {
    if (refused) {
      throw new Fault("attribute '" + name + "' of " + Python.type(owner) + " is not supported");
    }
    return supported ? new Method(owner, name) : Undefined.member(owner, name);
  }

  /** What the sandbox hides: everything that changes a list or dict, and Python's inside. */
  private static boolean isUnsafe(Object value, String name) {
    return (value instanceof Namespace && name.startsWith("_"))
        || (value instanceof Items items
            && !items.isTuple()
            && ContainerMethods.CHANGES_LIST.contains(name))
        || (value instanceof Dict && ContainerMethods.CHANGES_DICT.contains(name));
  }
}
