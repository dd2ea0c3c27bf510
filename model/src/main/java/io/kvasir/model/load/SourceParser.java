package io.kvasir.model.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads where a setting's value comes from. A text that begins with $ is a key of the file, one
 * that begins with @ another setting; a list is the first that has a value; an object is an
 * operation; all else is a constant.
 */
final class SourceParser {
  private SourceParser() {}

  static Source parse(FamilyText text) {
    return switch (text.content()) {
      case String s when s.startsWith("$") -> new KeySource(s.substring(1));
      case String s when s.startsWith("@") -> new SettingSource(s.substring(1));
      case String s -> new ConstantSource(s);
      case Number n -> new ConstantSource(n);
      case Boolean b -> new ConstantSource(b);
      case List<?> list -> new FirstSource(elements(text));
      case Map<?, ?> map -> operation(text);
      case null -> throw text.wrong("a value");
      default -> throw text.wrong("a number, text, list or object");
    };
  }

  static List<Source> elements(FamilyText text) {
    List<Source> result = new ArrayList<>();
    for (int i = 0; i < text.list().size(); i++) {
      result.add(parse(text.element(i)));
    }
    return result;
  }

  /** The operands of an operation: a list, or one alone. */
  private static List<Source> operands(FamilyText text) {
    return text.content() instanceof List<?> ? elements(text) : List.of(parse(text));
  }

  private static Source operation(FamilyText text) {
    if (text.has("of")) {
      return lookup(text);
    }
    if (text.has("every")) {
      text.allow(Set.of("every", "offset"));
      Source offset = text.has("offset") ? parse(text.member("offset")) : null;
      return new LayerSource(LayerSource.Pattern.EVERY, parse(text.member("every")), offset);
    }
    if (text.has("element")) {
      return element(text);
    }
    if (text.object().size() != 1) {
      throw text.wrong("an operation: one member");
    }
    String word = text.object().keySet().iterator().next();
    FamilyText operand = text.member(word);
    return switch (word) {
      case "layers_from", "layers_below", "layers_listed" ->
          new LayerSource(
              LayerSource.Pattern.valueOf(word.substring(7).toUpperCase(Locale.ROOT)),
              parse(operand),
              null);
      case "null" -> new NullSource(operand.text());
      case "present" -> new TensorFactSource(TensorFactSource.Fact.PRESENT, operand.text());
      case "rows" -> new TensorFactSource(TensorFactSource.Fact.ROWS, operand.text());
      case "all", "any", "none", "stated" ->
          new LogicSource(
              LogicSource.Operation.valueOf(word.toUpperCase(Locale.ROOT)), operands(operand));
      default -> arithmetic(text, word, operand);
    };
  }

  private static Source element(FamilyText text) {
    text.allow(Set.of("element", "at"));
    if (text.member("at").content() instanceof Long at && at >= 0 && at < Integer.MAX_VALUE) {
      return new ElementSource(parse(text.member("element")), at.intValue());
    }
    throw text.member("at").wrong("a whole number of 0 or more");
  }

  /** An operation on one value takes a list for the first that has a value. */
  private static Source arithmetic(FamilyText text, String word, FamilyText operand) {
    for (ArithmeticSource.Operation operation : ArithmeticSource.Operation.values()) {
      if (operation.word().equals(word)) {
        List<Source> operands = operation.takesOne() ? List.of(parse(operand)) : operands(operand);
        if (operation.takes(operands.size())) {
          return new ArithmeticSource(operation, operands);
        }
      }
    }
    throw text.wrong("a known operation on as many values as it takes");
  }

  private static Source lookup(FamilyText text) {
    text.allow(Set.of("of", "is", "others"));
    Map<String, Source> is = new LinkedHashMap<>();
    FamilyText table = text.member("is");
    table.object().keySet().forEach(word -> is.put(word, parse(table.member(word))));
    Source others = text.has("others") ? parse(text.member("others")) : null;
    return new LookupSource(parse(text.member("of")), is, others);
  }
}
