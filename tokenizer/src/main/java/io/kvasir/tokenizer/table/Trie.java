package io.kvasir.tokenizer.table;

/**
 * Texts that are found while walking through another text. Node 0 is the root; a step from a node
 * by a char is a pair in a hash table.
 */
public final class Trie {
  /** No node. */
  public static final int NOWHERE = -1;

  private final PairTable steps;
  private final PairTable values;
  private int nodes = 1;

  /**
   * An empty trie.
   *
   * @param expected number of chars of all texts together, roughly
   */
  public Trie(int expected) {
    steps = new PairTable(expected);
    values = new PairTable(expected / 4);
  }

  /**
   * Adds a text; if it was added before, the first value stays.
   *
   * @param text any text
   * @param value zero or more
   */
  public void add(String text, int value) {
    int node = 0;
    for (int i = 0; i < text.length(); i++) {
      int next = steps.get(node, text.charAt(i));
      if (next < 0) {
        next = nodes++;
        steps.put(node, text.charAt(i), next);
      }
      node = next;
    }
    if (values.get(node, 0) < 0) {
      values.put(node, 0, value);
    }
  }

  /**
   * Goes one char further.
   *
   * @param node where the walk stands
   * @param c the next char
   * @return the next node, or NOWHERE if no text goes on so
   */
  public int step(int node, char c) {
    return steps.get(node, c);
  }

  /**
   * What ends at a node.
   *
   * @param node where the walk stands
   * @return the value of the text that ends here, or -1
   */
  public int value(int node) {
    return values.get(node, 0);
  }
}
