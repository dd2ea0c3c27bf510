package io.kvasir.tokenizer.regex;

/**
 * One bit per choice of a program and place in the text, kept in pages that are made when needed.
 */
final class Memo {
  private static final int PAGE_BITS = 12;
  private static final int PAGE_WORDS = (1 << PAGE_BITS) / Long.SIZE;

  private final long[][][] pages;

  Memo(int choices, int textLength) {
    pages = new long[choices][(textLength >> PAGE_BITS) + 1][];
  }

  boolean get(int choice, int place) {
    long[] page = pages[choice][place >> PAGE_BITS];
    return page != null && ((page[(place >> 6) & (PAGE_WORDS - 1)] >>> place) & 1) != 0;
  }

  void set(int choice, int place) {
    long[] page = pages[choice][place >> PAGE_BITS];
    if (page == null) {
      page = new long[PAGE_WORDS];
      pages[choice][place >> PAGE_BITS] = page;
    }
    page[(place >> 6) & (PAGE_WORDS - 1)] |= 1L << place;
  }
}
