package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.regex.Regex;
import io.kvasir.tokenizer.table.ByteChars;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes every byte of a text's UTF-8 as a printable character (GPT-2), so that the model never
 * meets a character that it does not know.
 */
public record ByteLevel() implements PreTokenizer {
  /** How GPT-2 cuts a text into words. */
  public static final String WORDS =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  /**
   * The pre-tokenizer ByteLevel of tokenizer.json.
   *
   * @param addPrefixSpace whether a piece that begins without a space gets one
   * @param words whether GPT-2's words are cut before
   * @return the stages
   */
  public static PreTokenizer of(boolean addPrefixSpace, boolean words) {
    List<PreTokenizer> stages = new ArrayList<>();
    if (addPrefixSpace) {
      stages.add(new PrefixSpace());
    }
    if (words) {
      stages.add(new Split(Regex.compile(WORDS), Behavior.ISOLATED, false));
    }
    stages.add(new ByteLevel());
    return new SplitSequence(stages);
  }

  @Override
  public PieceSink before(PieceSink next, Work work) {
    return new PieceSink() {
      private char[] buffer = new char[256];

      @Override
      public void piece(char[] text, int from, int to, boolean first) {
        int most = Math.multiplyExact(to - from, ByteChars.MOST_PER_CHAR);
        if (most > buffer.length) {
          buffer = new char[Math.max(most, buffer.length * 2)];
        }
        next.piece(buffer, 0, ByteChars.encode(text, from, to, buffer), first);
      }
    };
  }
}
