package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.CharSet.Categories;
import io.kvasir.tokenizer.regex.CharSet.Definition;
import io.kvasir.tokenizer.regex.CharSet.Property;
import io.kvasir.tokenizer.regex.CharSet.Range;
import io.kvasir.tokenizer.regex.CharSet.Script;
import io.kvasir.tokenizer.regex.CharSet.Union;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that stand in \p{...} and [[:...:]], and the classes of the one-letter escapes. */
final class UnicodeProperties {
  /** Two-letter names in the order of the numbers of Character.getType; 17 is not in use. */
  private static final List<String> CATEGORIES =
      List.of(
          "cn", "lu", "ll", "lt", "lm", "lo", "mn", "me", "mc", "nd", "nl", "no", "zs", "zl", "zp",
          "cc", "cf", "--", "co", "cs", "pd", "ps", "pe", "pc", "po", "sm", "sc", "sk", "so", "pi",
          "pf");

  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("letter", "l"),
          Map.entry("uppercaseletter", "lu"),
          Map.entry("lowercaseletter", "ll"),
          Map.entry("titlecaseletter", "lt"),
          Map.entry("modifierletter", "lm"),
          Map.entry("otherletter", "lo"),
          Map.entry("mark", "m"),
          Map.entry("nonspacingmark", "mn"),
          Map.entry("spacingmark", "mc"),
          Map.entry("enclosingmark", "me"),
          Map.entry("number", "n"),
          Map.entry("decimalnumber", "nd"),
          Map.entry("letternumber", "nl"),
          Map.entry("othernumber", "no"),
          Map.entry("punctuation", "p"),
          Map.entry("symbol", "s"),
          Map.entry("separator", "z"),
          Map.entry("other", "c"),
          Map.entry("control", "cc"),
          Map.entry("format", "cf"));

  static final Definition DIGIT = categories("nd");
  static final Definition SPACE = Property.SPACE;
  static final Definition HEX =
      new Union(List.of(new Range('0', '9'), new Range('a', 'f'), new Range('A', 'F')));

  /** As in Oniguruma, Latin-1's superscript digits and fractions are word characters. */
  static final Definition WORD =
      new Union(
          List.of(
              Property.ALPHABETIC,
              categories("m"),
              DIGIT,
              categories("pc"),
              new Range(0xB2, 0xB3),
              new Range(0xB9, 0xB9),
              new Range(0xBC, 0xBE)));

  private static final Definition VISIBLE =
      new CharSet.Not(
          new Union(List.of(SPACE, categories("cc"), categories("cn"), categories("cs"))));

  private UnicodeProperties() {}

  /** What a name stands for, or null. Case, spaces, hyphens and underscores do not count. */
  static @Nullable Definition find(String name) {
    String plain = name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    Definition property = property(plain);
    if (property != null) {
      return property;
    }
    Categories categories = categories(LONG_NAMES.getOrDefault(plain, plain));
    if (categories.bits() != 0) {
      return categories;
    }
    try {
      return new Script(UnicodeScript.forName(name.trim()));
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  /** As {@link #find}, for a name in [:...:], where punctuation takes symbols in. */
  static @Nullable Definition findInBrackets(String name) {
    return name.equals("punct") ? new Union(List.of(categories("p"), categories("s"))) : find(name);
  }

  /** All categories whose names begin so. */
  private static Categories categories(String prefix) {
    int bits = 0;
    for (int i = 0; i < CATEGORIES.size() && !prefix.isEmpty(); i++) {
      if (CATEGORIES.get(i).startsWith(prefix)) {
        bits |= 1 << i;
      }
    }
    return new Categories(bits);
  }

  private static @Nullable Definition property(String name) {
    return switch (name) {
      case "any" -> new Range(0, Character.MAX_CODE_POINT);
      case "ascii" -> new Range(0, 0x7F);
      case "alpha", "alphabetic" -> Property.ALPHABETIC;
      case "digit" -> DIGIT;
      case "space", "whitespace" -> SPACE;
      case "blank" -> new Union(List.of(categories("zs"), new Range('\t', '\t')));
      case "lower", "lowercase" -> Property.LOWERCASE;
      case "upper", "uppercase" -> Property.UPPERCASE;
      case "alnum" -> new Union(List.of(Property.ALPHABETIC, DIGIT));
      case "word" -> WORD;
      case "xdigit" -> HEX;
      case "cntrl" -> categories("cc");
      case "punct" -> categories("p");
      case "graph" -> VISIBLE;
      case "print" -> new Union(List.of(VISIBLE, categories("zs")));
      case "emoji" -> Property.EMOJI;
      case "ideographic" -> Property.IDEOGRAPHIC;
      default -> null;
    };
  }
}
