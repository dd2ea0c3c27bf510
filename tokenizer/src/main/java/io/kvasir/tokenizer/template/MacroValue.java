package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Statement.Macro;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A macro that has been defined, or the block of a {@code call}.
 *
 * @param macro its definition
 * @param body runs it with the values of its parameters, of which those that are missing are null
 */
record MacroValue(Macro macro, Body body) implements Callable {
  interface Body {
    String run(Map<String, @Nullable Object> values);
  }

  @Override
  public Object call(Evaluator evaluator, Arguments arguments) {
    List<Object> positional = arguments.positional();
    Map<String, Object> keywords = new LinkedHashMap<>(arguments.keywords());
    Map<String, @Nullable Object> values = new HashMap<>();
    int count = macro.parameters().size();
    for (int i = 0; i < count; i++) {
      String name = macro.parameters().get(i);
      values.put(name, i < positional.size() ? positional.get(i) : keywords.remove(name));
    }
    if (macro.takesCaller()) {
      Object caller = keywords.remove("caller");
      boolean none = caller == null || caller instanceof None;
      values.put(
          "caller",
          none ? new Undefined("the macro '" + macro.name() + "' has no caller") : caller);
    }
    if (macro.takesKeywords()) {
      evaluator.budget().items(2L * keywords.size());
      Dict.Builder rest = new Dict.Builder();
      keywords.forEach(rest::put);
      values.put("kwargs", rest.build());
    } else if (!keywords.isEmpty()) {
      throw new Fault(
          name()
              + ": found argument '"
              + keywords.keySet().iterator().next()
              + "', wanted "
              + wanted());
    }
    if (macro.takesRest()) {
      List<Object> rest =
          new ArrayList<>(
              positional.subList(Math.min(count, positional.size()), positional.size()));
      values.put("varargs", Items.list(rest).asTuple());
    } else if (positional.size() > count) {
      throw new Fault(name() + ": found " + positional.size() + " arguments, wanted " + wanted());
    }
    return body.run(values);
  }

  private String wanted() {
    return macro.parameters().isEmpty()
        ? "none"
        : String.join(", ", macro.parameters()) + ", each once";
  }

  @Override
  public String name() {
    return "macro '" + macro.name() + "'";
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "name" -> macro.name();
      case "arguments", "caller", "catch_kwargs", "catch_varargs", "explicit_caller" ->
          throw new Fault("attribute '" + name + "' of a macro is not supported");
      default -> Undefined.member(this, name);
    };
  }
}
