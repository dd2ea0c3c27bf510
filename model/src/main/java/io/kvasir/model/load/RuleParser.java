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
      case String s -> new NamedRule(s, false);
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
      return rows(text);
    }
    if (text.has("stack")) {
      text.allow(Set.of("stack", "count"));
      return new StackRule(text.member("stack").text(), SourceParser.parse(text.member("count")));
    }
    if (text.has("transposed")) {
      text.allow(Set.of("transposed", "first", "every"));
      int first = number(text, "first", 0);
      int every = number(text, "every", 1);
      return new TransposedRule(parse(text.member("transposed")), first, Math.max(every, 1));
    }
    if (text.has("exact")) {
      text.allow(Set.of("exact"));
      return new NamedRule(text.member("exact").text(), true);
    }
    text.allow(Set.of("decay"));
    return new DecayRule(parse(text.member("decay")));
  }

  private static TensorRule rows(FamilyText text) {
    text.allow(Set.of("rows_of", "parts", "part", "groups", "split"));
    List<Source> parts = SourceParser.elements(text.member("parts"));
    Source groups =
        text.has("groups") ? SourceParser.parse(text.member("groups")) : new ConstantSource(1);
    int part = number(text, "part", 0);
    if (part >= parts.size()) {
      throw text.member("part").wrong("less than the number of parts, " + parts.size());
    }
    boolean split = Boolean.TRUE.equals(text.member("split").content());
    return new RowsRule(parse(text.member("rows_of")), parts, part, groups, split);
  }

  private static int number(FamilyText text, String member, int absent) {
    if (!text.has(member)) {
      return absent;
    }
    if (text.member(member).content() instanceof Long n && n >= 0 && n < Integer.MAX_VALUE) {
      return n.intValue();
    }
    throw text.member(member).wrong("a whole number of 0 or more");
  }
}
