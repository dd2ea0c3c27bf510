package io.kvasir.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their cells; the first row is the head. */
final class Table {
  private static final String BOLD = "\u001b[1m";
  private static final String NORMAL = "\u001b[0m";

  private final List<List<String>> rows = new ArrayList<>();
  private final int leftColumns; // the first columns hold words and stand left, numbers right

  Table(int leftColumns, String... head) {
    this.leftColumns = leftColumns;
    row(head);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, the head bold where there is colour. */
  String text(boolean colour) {
    int[] widths = widths();
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < rows.get(r).size(); c++) {
        String cell = rows.get(r).get(c);
        String space = " ".repeat(widths[c] - width(cell));
        line.append(c == 0 ? "" : "  ").append(c < leftColumns ? cell + space : space + cell);
      }
      String stripped = line.toString().stripTrailing();
      out.append(colour && r == 0 ? BOLD + stripped + NORMAL : stripped).append('\n');
    }
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    return widths;
  }

  /** Characters that are seen: colours are none. */
  private static int width(String cell) {
    String seen = cell.replaceAll("\u001b\\[[0-9;]*m", "");
    return seen.codePointCount(0, seen.length());
  }
}
