package io.kvasir.cli;

import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Explanation.Kind;
import io.kvasir.tokenizer.Explanation.Merge;
import io.kvasir.tokenizer.Explanation.Piece;
import io.kvasir.tokenizer.Explanation.Special;
import io.kvasir.tokenizer.Explanation.Symbol;
import io.kvasir.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** For people: each part of a text, how its symbols merge, and the tokens that they become. */
final class ExplanationText {

  /** A part of more symbols is not written out anew after each merge. */
  private static final int MOST_SYMBOLS = 32;

  private static final String SPECIAL = "\u001b[1;35m";
  private static final String BYTE = "\u001b[33m";
  private static final String MERGED = "\u001b[1;32m";
  private static final String NORMAL = "\u001b[0m";

  private final Output out;
  private final Tokenizer tokenizer;
  private final boolean colour;

  ExplanationText(Streams streams, Tokenizer tokenizer) {
    this.out = streams.out();
    this.tokenizer = tokenizer;
    this.colour = streams.colour();
  }

  void write(Explanation explanation) {
    int merges = 0;
    for (Explanation.Step step : explanation.steps()) {
      switch (step) {
        case Special special -> special(special);
        case Piece piece -> {
          piece(piece);
          merges += piece.merges().size();
        }
      }
    }
    int tokens = explanation.ids().size();
    line("%,d %s, %,d %s", tokens, "token" + plural(tokens), merges, "merge" + plural(merges));
  }

  private static String plural(int count) {
    return count == 1 ? "" : "s";
  }

  private void special(Special special) {
    line(
        "%s  %s, %s",
        token(special.id(), painted(SPECIAL, Failures.visible(special.piece()))),
        tokenizer.vocabulary().isSpecial(special.id()) ? "special token" : "added token",
        special.added() ? "put around the text" : "found in the text");
  }

  private void piece(Piece piece) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    piece.tokens().forEach(token -> bytes.writeBytes(tokenizer.bytes(token.id())));
    line("%s%s", quoted(piece.text()), meaning(piece.text(), bytes.toByteArray()));
    List<Symbol> symbols = new ArrayList<>(piece.start());
    boolean few = symbols.size() <= MOST_SYMBOLS;
    if (!piece.merges().isEmpty() && few) {
      line("    %s", row(symbols, -1));
    }
    for (Merge merge : piece.merges()) {
      int at = few ? apply(merge, symbols) : -1;
      line("    %s", few ? row(symbols, at) + "    " + reason(merge) : reason(merge));
    }
    for (Symbol token : piece.tokens()) {
      line("%s%s", token(token.id(), shown(token)), note(token));
    }
  }

  /** Makes a merge: of equal pairs the leftmost goes first. Gives the place of the result. */
  private static int apply(Merge merge, List<Symbol> symbols) {
    for (int i = 0; i + 1 < symbols.size(); i++) {
      if (symbols.get(i).piece().equals(merge.left())
          && symbols.get(i + 1).piece().equals(merge.right())) {
        symbols.set(i, merge.result());
        symbols.remove(i + 1);
        return i;
      }
    }
    return -1;
  }

  private String row(List<Symbol> symbols, int merged) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      row.append(i == 0 ? "" : " ");
      row.append(i == merged ? painted(MERGED, visible(symbol)) : shown(symbol));
    }
    return row.toString();
  }

  private static String reason(Merge merge) {
    String score =
        merge.score() == null ? "" : String.format(Locale.ROOT, ", score %s", merge.score());
    return String.format(
        Locale.ROOT,
        "rank %d%s: %s + %s at %d",
        merge.rank(),
        score,
        Failures.visible(merge.left()),
        Failures.visible(merge.right()),
        merge.position());
  }

  private static String visible(Symbol symbol) {
    return Failures.visible(symbol.piece());
  }

  private String shown(Symbol symbol) {
    return symbol.kind() == Kind.TEXT ? visible(symbol) : painted(BYTE, visible(symbol));
  }

  private String note(Symbol token) {
    return switch (token.kind()) {
      case TEXT -> meaning(token.piece(), tokenizer.bytes(token.id()));
      case BYTE -> "  byte of a character that the vocabulary does not have";
      case UNKNOWN -> "  unknown: the vocabulary does not have it";
    };
  }

  /** What a text of the vocabulary stands for, if it does not say so itself. */
  private static String meaning(String piece, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.equals(piece)) {
      return "";
    }
    return "  "
        + (text.indexOf('\uFFFD') < 0
            ? quoted(text)
            : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes));
  }

  private static String quoted(String text) {
    return '"' + Failures.visible(text) + '"';
  }

  private String painted(String paint, String text) {
    return colour ? paint + text + NORMAL : text;
  }

  private static String token(int id, String piece) {
    return String.format(Locale.ROOT, "%6d  %s", id, piece);
  }

  private void line(String format, Object... values) {
    out.print(String.format(Locale.ROOT, format + "\n", values));
  }
}
