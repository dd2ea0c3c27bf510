package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.normalize.CharsMap.Found;
import io.kvasir.tokenizer.pipeline.Normalizer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SentencePiece's normalisation as the Hugging Face library does it: a user-perceived character of
 * up to five bytes is replaced as a whole if a beginning of it has a replacement; otherwise each of
 * its code points is looked up alone.
 *
 * @param map the table
 */
public record Precompiled(CharsMap map) implements Normalizer {
  private static final int MOST_BYTES = 5;

  /** An extended grapheme cluster (UAX 29). */
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  @Override
  public String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      String cluster = clusters.group();
      String whole = shortest(cluster, true);
      if (whole != null) {
        out.append(whole);
      } else {
        cluster.codePoints().forEach(c -> appendOne(Character.toString(c), out));
      }
    }
    return out.toString();
  }

  private void appendOne(String character, StringBuilder out) {
    String replacement = shortest(character, false);
    out.append(replacement == null ? character : replacement);
  }

  private @Nullable String shortest(String text, boolean limited) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (limited && bytes.length > MOST_BYTES) {
      return null;
    }
    Found found = map.find(bytes, 0, bytes.length, false);
    return found == null ? null : found.replacement();
  }
}
