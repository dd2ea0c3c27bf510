package io.kvasir.tokenizer.regex;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of code points with a fast test. ASCII is two words of bits; the rest of the basic plane is
 * pages of 256 bits that are filled when first asked for, so that a class like \p{L} costs nothing
 * until text of its scripts arrives. Threads may race to fill a page: they write the same bits.
 */
public final class CharSet {
  private static final int PAGE = 256;

  private final Definition definition;
  private final long low;
  private final long high;
  private final @Nullable Page[] pages = new Page[0x10000 / PAGE];

  CharSet(Definition definition) {
    this.definition = definition;
    long first = 0;
    long second = 0;
    for (int c = 0; c < 64; c++) {
      first |= definition.has(c) ? 1L << c : 0;
      second |= definition.has(c + 64) ? 1L << c : 0;
    }
    this.low = first;
    this.high = second;
  }

  /**
   * The members of a class as it is written in a pattern.
   *
   * @param pattern one bracket expression or escape, such as {@code [\s\p{P}]}
   * @return its members
   * @throws RegexSyntaxException if it is no class
   */
  public static CharSet of(String pattern) {
    return new CharSet(new ClassParser(new PatternText(pattern), false).parseWhole());
  }

  /**
   * A set that is given by its members.
   *
   * @param members code points; no longer changed
   * @return the set
   */
  public static CharSet of(BitSet members) {
    return new CharSet(new Listed(members));
  }

  /**
   * Whether a code point is a member.
   *
   * @param codePoint 0 to 0x10FFFF
   * @return whether it is a member
   */
  public boolean contains(int codePoint) {
    if (codePoint < 128) {
      return (((codePoint < 64 ? low : high) >>> codePoint) & 1) != 0;
    }
    if (codePoint >= 0x10000) {
      return definition.has(codePoint);
    }
    Page page = pages[codePoint / PAGE];
    if (page == null) {
      page = new Page(definition, codePoint / PAGE * PAGE);
      pages[codePoint / PAGE] = page;
    }
    return page.has(codePoint);
  }

  /** The bits of 256 code points. Final fields make it safe to hand from thread to thread. */
  private static final class Page {
    private final long bits0;
    private final long bits1;
    private final long bits2;
    private final long bits3;

    Page(Definition definition, int start) {
      bits0 = bits(definition, start);
      bits1 = bits(definition, start + 64);
      bits2 = bits(definition, start + 128);
      bits3 = bits(definition, start + 192);
    }

    private static long bits(Definition definition, int start) {
      long bits = 0;
      for (int i = 0; i < 64; i++) {
        bits |= definition.has(start + i) ? 1L << i : 0;
      }
      return bits;
    }

    boolean has(int codePoint) {
      long bits =
          switch ((codePoint >> 6) & 3) {
            case 0 -> bits0;
            case 1 -> bits1;
            case 2 -> bits2;
            default -> bits3;
          };
      return ((bits >>> codePoint) & 1) != 0;
    }
  }

  Definition definition() {
    return definition;
  }

  /** What a set is made of. */
  sealed interface Definition {
    boolean has(int codePoint);
  }

  /** From one code point to another, both included. */
  record Range(int from, int to) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return from <= codePoint && codePoint <= to;
    }
  }

  /** Members one by one. */
  record Listed(BitSet members) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return members.get(codePoint);
    }
  }

  /** General categories: bit n stands for the category that Character.getType numbers n. */
  record Categories(int bits) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return ((bits >>> Character.getType(codePoint)) & 1) != 0;
    }
  }

  /** A script of the Unicode standard. */
  record Script(Character.UnicodeScript script) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return Character.UnicodeScript.of(codePoint) == script;
    }
  }

  /** A property that is no union of categories. */
  enum Property implements Definition {
    /** White_Space. */
    SPACE {
      @Override
      public boolean has(int codePoint) {
        return Character.isSpaceChar(codePoint)
            || (codePoint >= '\t' && codePoint <= '\r')
            || codePoint == 0x85;
      }
    },
    /** Alphabetic. */
    ALPHABETIC {
      @Override
      public boolean has(int codePoint) {
        return Character.isAlphabetic(codePoint);
      }
    },
    /** Lowercase. */
    LOWERCASE {
      @Override
      public boolean has(int codePoint) {
        return Character.isLowerCase(codePoint);
      }
    },
    /** Uppercase. */
    UPPERCASE {
      @Override
      public boolean has(int codePoint) {
        return Character.isUpperCase(codePoint);
      }
    },
    /** Emoji. */
    EMOJI {
      @Override
      public boolean has(int codePoint) {
        return Character.isEmoji(codePoint);
      }
    },
    /** Ideographic. */
    IDEOGRAPHIC {
      @Override
      public boolean has(int codePoint) {
        return Character.isIdeographic(codePoint);
      }
    }
  }

  /** Members of any part. */
  record Union(List<Definition> parts) implements Definition {
    @Override
    public boolean has(int codePoint) {
      for (Definition part : parts) {
        if (part.has(codePoint)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Members of both parts. */
  record Both(Definition left, Definition right) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return left.has(codePoint) && right.has(codePoint);
    }
  }

  /** Everything else. */
  record Not(Definition set) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return !set.has(codePoint);
    }
  }

  /** One code point and those that differ from it in case only. */
  record Folded(int folded) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return CaseFolding.fold(codePoint) == folded;
    }
  }

  /** Members, and what differs from a member in case only. */
  record AnyCase(Definition set) implements Definition {
    @Override
    public boolean has(int codePoint) {
      return CaseFolding.anyCase(set, codePoint);
    }
  }
}
