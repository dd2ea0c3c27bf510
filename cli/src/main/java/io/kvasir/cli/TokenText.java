package io.kvasir.cli;

import io.kvasir.tokenizer.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A token as people read it. */
final class TokenText {

  private TokenText() {}

  /** Its text; its bytes as in {@code <E2 82>} where they are no whole text; else its piece. */
  static String of(Tokenizer tokenizer, int id) {
    if (tokenizer.vocabulary().isSpecial(id)) {
      return tokenizer.vocabulary().piece(id);
    }
    byte[] bytes = tokenizer.bytes(id);
    if (bytes.length == 0) {
      return tokenizer.vocabulary().piece(id);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "<" + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes) + ">";
    }
  }
}
