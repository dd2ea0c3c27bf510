package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.Node.Place;

/** Places between the code points of a text. */
final class Places {
  private static final CharSet WORD = new CharSet(UnicodeProperties.WORD);

  private char[] text = {};
  private int from;
  private int to;

  void reset(char[] chars, int begin, int limit) {
    text = chars;
    from = begin;
    to = limit;
  }

  /** So many code points to the left, or -1 if the text begins before. */
  int back(int place, int count) {
    int at = place;
    for (int i = 0; i < count; i++) {
      if (at == from) {
        return -1;
      }
      at -= Character.isLowSurrogate(text[at - 1]) ? 2 : 1;
    }
    return at;
  }

  /** So many code points to the right, or -1 if that is beyond the limit. */
  int forward(int place, int count, int limit) {
    int at = place;
    for (int i = 0; i < count; i++) {
      if (at >= limit) {
        return -1;
      }
      at += Character.isHighSurrogate(text[at]) ? 2 : 1;
    }
    return at;
  }

  boolean isAt(Place kind, int place) {
    return switch (kind) {
      case TEXT_START -> place == from;
      case TEXT_END -> place == to;
      case LAST_LINE_END -> place == to || (place == to - 1 && text[place] == '\n');
      case LINE_START -> place == from || (text[place - 1] == '\n' && place < to);
      case LINE_END -> place == to || text[place] == '\n';
      case WORD_BORDER -> wordBefore(place) != wordAfter(place);
      case NO_WORD_BORDER -> wordBefore(place) == wordAfter(place);
    };
  }

  private boolean wordBefore(int place) {
    return place > from && WORD.contains(Character.codePointBefore(text, place, from));
  }

  private boolean wordAfter(int place) {
    return place < to && WORD.contains(Character.codePointAt(text, place, to));
  }
}
