package io.kvasir.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java's plain values as a template's. Everything else is refused: a template never touches an
 * object of the host.
 */
final class Values {
  private Values() {}

  /** The variables of a rendering, copied. */
  static Map<String, Object> of(Map<String, ? extends @Nullable Object> variables) {
    Map<String, Object> values = new HashMap<>();
    variables.forEach((name, value) -> values.put(name, of("variable '" + name + "'", value, 0)));
    return values;
  }

  private static Object of(String what, @Nullable Object value, int depth) {
    if (depth > Nesting.DEEPEST) {
      throw new Fault(
          what
              + ": found more than "
              + Nesting.DEEPEST
              + " lists and maps in each other, wanted less");
    }
    return switch (value) {
      case null -> None.NONE;
      case Boolean b -> b;
      case Byte b -> b.longValue();
      case Short s -> s.longValue();
      case Integer i -> i.longValue();
      case Long l -> l;
      case BigInteger big -> Numbers.of(big);
      case Float f -> f.doubleValue();
      case Double d -> d;
      case BigDecimal decimal -> decimal.doubleValue();
      case CharSequence text -> text.toString();
      case Iterable<?> list -> {
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
          items.add(of(what, item, depth + 1));
        }
        yield Items.list(items);
      }
      case Map<?, ?> map -> {
        Dict.Builder dict = new Dict.Builder();
        map.forEach((key, entry) -> dict.put(of(what, key, depth + 1), of(what, entry, depth + 1)));
        yield dict.build();
      }
      default ->
          throw new Fault(
              what
                  + ": found "
                  + value.getClass().getName()
                  + ", wanted text, numbers, lists and maps");
    };
  }
}
