package io.kvasir.cli;

import java.util.ArrayList;
import java.util.List;

/** A command as it stands in a text: words, and words of several in double quotes. */
final class CommandLineText {

  private CommandLineText() {}

  /** The arguments behind the program's name, which is checked. */
  static String[] arguments(String line) {
    List<String> words = words(line);
    if (words.isEmpty() || !words.getFirst().equals("kvasir")) {
      throw new IllegalArgumentException("'" + line + "', wanted a command of kvasir");
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (char c : line.strip().toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
        begun = true;
      } else if (c == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("'" + line + "', a quote is not closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
