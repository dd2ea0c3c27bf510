package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.table.OlderUnicode;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The normalizer of BERT's tokenizers, as a sequence of smaller ones. */
public final class Bert {
  private Bert() {}

  /**
   * Puts the steps together.
   *
   * @param cleanText whether control characters vanish and white space becomes spaces
   * @param chinese whether Chinese characters get spaces around them
   * @param stripAccents whether accents vanish
   * @param lowercase whether letters become small
   * @return the steps
   */
  public static Normalizer of(
      boolean cleanText, boolean chinese, boolean stripAccents, boolean lowercase) {
    List<Normalizer> stages = new ArrayList<>();
    if (cleanText) {
      stages.add(new Drop(OlderUnicode.set("other"), spaces()));
    }
    if (chinese) {
      stages.add(new SpacedChinese());
    }
    if (stripAccents) {
      stages.add(new UnicodeForm(Form.NFD));
      stages.add(new Drop(OlderUnicode.set("nonspacing-mark"), new BitSet()));
    }
    if (lowercase) {
      stages.add(new Lowercase());
    }
    return new NormalizeSequence(stages);
  }

  private static BitSet spaces() {
    BitSet spaces = new BitSet();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      spaces.set(c, Character.isSpaceChar(c) || c == '\t' || c == '\n' || c == '\r');
    }
    return spaces;
  }

  /** Spaces around every Chinese character, in BERT's ranges (one of them with its known slip). */
  private record SpacedChinese() implements Normalizer {
    private static final int[] RANGES = {
      0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2A6DF, 0x2A700, 0x2B81F, 0x2B920,
      0x2CEAF, 0x2F800, 0x2FA1F
    };

    @Override
    public String normalize(String text) {
      StringBuilder out = new StringBuilder(text.length());
      text.codePoints()
          .forEach(c -> {
            if (isChinese(c)) {
              out.append(' ').appendCodePoint(c).append(' ');
            } else {
              out.appendCodePoint(c);
            }
          });
      return out.toString();
    }

    private static boolean isChinese(int codePoint) {
      for (int i = 0; i < RANGES.length; i += 2) {
        if (codePoint >= RANGES[i] && codePoint <= RANGES[i + 1]) {
          return true;
        }
      }
      return false;
    }
  }
}
