package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one text for the checker, word by word, and remembers what is known so far. */
final class Reading {
  private static final Set<String> INTRODUCE = Set.of("a", "an", "another", "two", "three");
  private static final Set<String> DETERMINE =
      Set.of("the", "this", "that", "his", "her", "its", "their", "my", "your", "our");
  private static final Set<String> COLORS =
      Set.of(
          "red", "blue", "green", "yellow", "purple", "orange", "white", "black", "pink", "brown",
          "gray", "golden", "silver", "striped");
  private static final Set<String> SHE = Pronoun.SHE.words();
  private static final Set<String> HE = Pronoun.HE.words();

  private final StoryChecker checker;
  private final List<Word> words;
  private final int given; // characters of the opening, which is not judged
  private final boolean cut; // what comes last may yet be explained
  private final Set<String> names = new HashSet<>();
  private final Set<String> nouns = new HashSet<>();
  private final Set<String> clause = new HashSet<>(); // names in the clause that is read
  private final Map<String, String> colors = new HashMap<>();
  private final Listing items = new Listing();
  private final Listing sounds = new Listing();
  private boolean she;
  private boolean he;
  private final List<Verdict.Problem> problems = new ArrayList<>();

  /** What one sentence lists and later ones may repeat. */
  private final class Listing {
    private final Set<String> known = new HashSet<>();
    private int sentence = -1;

    void read(Word word, String lower, String where) {
      if (sentence < 0 || sentence == word.sentence() || free(word)) {
        sentence = word.sentence();
        known.add(lower);
      } else if (!known.contains(lower)) {
        problem(word, lower + " was not " + where);
      }
    }
  }

  Reading(StoryChecker checker, String text, int given, boolean cut) {
    this.checker = checker;
    this.cut = cut;
    this.given = given;
    words = Word.of(text);
    for (int i = 0; i < words.size(); i++) {
      read(i);
    }
  }

  List<Verdict.Problem> problems() {
    return problems;
  }

  private void read(int i) {
    Word word = words.get(i);
    String lower = word.lower();
    if (Clause.endsAt(word.gap()) || Clause.endsAt(lower)) {
      clause.clear();
    }
    if (checker.isName(word) || checker.isStrangeName(word)) {
      name(i, word);
    } else if (checker.isItem(lower)) {
      items.read(word, lower, "on the list");
    } else if (checker.isSound(lower)) {
      sounds.read(word, lower, "in the song");
    } else if (checker.isNoun(lower)) {
      noun(i, word, lower);
    } else if (SHE.contains(lower) && !she) {
      pronoun(word, "she");
    } else if (HE.contains(lower) && !he) {
      pronoun(word, "he");
    }
    she |= checker.canBeShe(checker.isName(word) ? word.text() : lower);
    he |= checker.canBeHe(checker.isName(word) ? word.text() : lower);
  }

  /** Whether all that is mentioned here counts as introduced. */
  private boolean free(Word word) {
    return word.sentence() == 0 || word.from() < given;
  }

  private void problem(Word word, String reason) {
    if (word.from() >= given) {
      problems.add(new Verdict.Problem(word.sentence() + 1, word.text(), reason));
    }
  }

  private void name(int i, Word word) {
    boolean named = isNamed(i);
    boolean again = !clause.add(word.text());
    if (names.contains(word.text())) {
      if (named) {
        problem(word, "the name " + word.text() + " is given a second time");
      } else if (again && checker.isName(word)) {
        problem(word, word.text() + " stands twice where two are meant");
      }
    } else if (free(word) || named || isExplained(i)) {
      names.add(word.text());
      if (checker.isStrangeName(word)) {
        she = true; // nobody knows
        he = true;
      }
    } else {
      problem(word, word.text() + " was never introduced");
      names.add(word.text()); // one swap, one problem
    }
  }

  /** "named Mia", "a fox called Pip", "I am Pip", "her friend Tom", "the name was Tom". */
  private boolean isNamed(int i) {
    if (i == 0 || !words.get(i).joined()) {
      return false;
    }
    String before = words.get(i - 1).lower();
    String earlier = i < 2 ? "" : words.get(i - 2).lower();
    return switch (before) {
      case "named", "am", "friend" -> true;
      case "called" -> checker.isKind(earlier) && words.get(i - 1).joined();
      case "was", "is" -> earlier.equals("name");
      default -> false;
    };
  }

  /** "Mia, a brave girl", "Pip the fox"; not "Mia, a boy named Tom". */
  private boolean isExplained(int i) {
    int at = i + 1;
    if (at < words.size() && !Set.of("a", "an", "the").contains(words.get(at).lower())) {
      return false;
    }
    for (int k = at + 1; k <= at + 4; k++) {
      if (k >= words.size()) {
        return cut;
      }
      if (!words.get(k).joined()) {
        return false;
      }
      if (checker.isKind(words.get(k).lower())) {
        String next = k + 1 < words.size() ? words.get(k + 1).lower() : "";
        nouns.add(words.get(k).lower());
        return !next.equals("named") && !next.equals("called");
      }
    }
    return false;
  }

  private void noun(int i, Word word, String lower) {
    String determiner = determiner(i);
    String color = color(i);
    if (INTRODUCE.contains(determiner) || free(word)) {
      nouns.add(lower);
      if (!color.isEmpty()) {
        colors.putIfAbsent(lower, color);
      }
    } else if (!nouns.contains(lower)) {
      problem(word, "the " + lower + " was never introduced");
      nouns.add(lower);
    } else if (!color.isEmpty() && !colors.getOrDefault(lower, color).equals(color)) {
      problem(word, "the " + lower + " was " + colors.get(lower) + ", now it is " + color);
    }
  }

  /**
   * The article, pronoun or number before a noun, at most three words back; "" if there is none.
   */
  private String determiner(int i) {
    for (int k = i; k > 0 && k > i - 4 && words.get(k).joined(); k--) {
      String before = words.get(k - 1).lower();
      if (INTRODUCE.contains(before) || DETERMINE.contains(before)) {
        return before;
      }
    }
    return "";
  }

  private String color(int i) {
    String before = i == 0 || !words.get(i).joined() ? "" : words.get(i - 1).lower();
    return COLORS.contains(before) ? before : "";
  }

  private void pronoun(Word word, String pronoun) {
    if (!free(word)) {
      problem(word, "nobody is known who could be '" + pronoun + "'");
    }
    she |= pronoun.equals("she"); // one problem is enough
    he |= pronoun.equals("he");
  }
}
