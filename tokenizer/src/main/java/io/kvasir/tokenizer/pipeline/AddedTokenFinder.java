package io.kvasir.tokenizer.pipeline;

import io.kvasir.tokenizer.regex.CharSet;
import io.kvasir.tokenizer.table.Trie;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Finds added tokens in a text: the leftmost, and of those that begin there the longest. The steps
 * follow the Hugging Face library, also where a token is discarded after it was found.
 */
final class AddedTokenFinder {
  private static final CharSet SPACE = CharSet.of("\\s");
  private static final CharSet WORD = CharSet.of("[\\w\\x{200C}\\x{200D}]");

  private final List<AddedToken> tokens;
  private final List<String> contents;
  private final Trie trie;
  private final BitSet firstChars = new BitSet();

  /** From each token to the text that stands for it. */
  AddedTokenFinder(Map<AddedToken, String> texts) {
    tokens = List.copyOf(texts.keySet());
    contents = List.copyOf(texts.values());
    trie = new Trie(contents.stream().mapToInt(String::length).sum());
    for (int i = 0; i < contents.size(); i++) {
      if (!contents.get(i).isEmpty()) {
        trie.add(contents.get(i), i);
        firstChars.set(contents.get(i).charAt(0));
      }
    }
  }

  /** Takes what lies between tokens, and the tokens. */
  interface Parts {
    void text(int from, int to);

    void token(AddedToken token);
  }

  void split(char[] text, int from, int to, boolean recogniseSpecial, Work work, Parts parts) {
    int done = from;
    int at = from;
    while (at < to) {
      int found = firstChars.get(text[at]) ? longest(text, at, to, work) : Trie.NOWHERE;
      if (found < 0) {
        at++;
        continue;
      }
      AddedToken token = tokens.get(found);
      int start = at;
      int end = at + contents.get(found).length();
      at = end;
      if ((token.special() && !recogniseSpecial)
          || (token.singleWord() && !standsAlone(text, from, start, end, to))) {
        continue;
      }
      if (token.stripLeft()) {
        start = Math.max(spaceBefore(text, from, start), done);
      }
      if (token.stripRight()) {
        end = spaceAfter(text, end, to);
      }
      if (done < start) {
        parts.text(done, start);
      }
      parts.token(token);
      done = end;
    }
    if (done < to) {
      parts.text(done, to);
    }
  }

  private int longest(char[] text, int from, int to, Work work) {
    int best = Trie.NOWHERE;
    int node = 0;
    int at = from;
    while (at < to && (node = trie.step(node, text[at])) >= 0) {
      int value = trie.value(node);
      best = value >= 0 ? value : best;
      at++;
    }
    work.add(at - from + 1);
    return best;
  }

  private static boolean standsAlone(char[] text, int from, int start, int end, int to) {
    return (start == from || !WORD.contains(Character.codePointBefore(text, start, from)))
        && (end == to || !WORD.contains(Character.codePointAt(text, end, to)));
  }

  private static int spaceBefore(char[] text, int from, int start) {
    int at = start;
    while (at > from && SPACE.contains(text[at - 1])) {
      at--;
    }
    return at;
  }

  private static int spaceAfter(char[] text, int end, int to) {
    int at = end;
    while (at < to && SPACE.contains(text[at])) {
      at++;
    }
    return at;
  }
}
