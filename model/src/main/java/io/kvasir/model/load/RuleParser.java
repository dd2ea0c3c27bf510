package io.kvasir.model.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how one of our tensors is made of the file's. */
final class RuleParser {
  private RuleParser() {}

  static TensorRule parse(FamilyText text) {
    return switch (text.content()) {
      case String s -> new NamedRule(s);
      case List<?> list -> {
        List<TensorRule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          rules.add(parse(text.element(i)));
        }
        yield new FirstRule(rules);
      }
      case Map<?, ?> map -> operation(text);
      case null, default -> throw text.wrong("a name, list or object");
    };
  }

  private static TensorRule operation(FamilyText text) {
    if (text.has("rows_of")) {
      text.allow(Set.of("rows_of", "parts", "part", "groups", "split"));
      List<Source> parts = SourceParser.elements(text.member("parts"));
      Source groups =
          text.has("groups") ? SourceParser.parse(text.member("groups")) : new ConstantSource(1);
      if (!(text.member("part").content() instanceof Long part)
          || part < 0
          || part >= parts.size()) {
        throw text.member("part").wrong("a number from 0 to " + (parts.size() - 1));
      }
      boolean split = Boolean.TRUE.equals(text.member("split").content());
      return new RowsRule(parse(text.member("rows_of")), parts, part.intValue(), groups, split);
    }
    if (text.has("stack")) {
      text.allow(Set.of("stack", "count"));
      return new StackRule(text.member("stack").text(), SourceParser.parse(text.member("count")));
    }
    text.allow(Set.of("transposed", "decay"));
    if (text.object().size() != 1) {
      throw text.wrong("one operation");
    }
    return text.has("transposed")
        ? new TransposedRule(parse(text.member("transposed")))
        : new DecayRule(parse(text.member("decay")));
  }
}
