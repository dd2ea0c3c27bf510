package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.normalize.Bert;
import io.kvasir.tokenizer.normalize.ByteText;
import io.kvasir.tokenizer.normalize.CharsMap;
import io.kvasir.tokenizer.normalize.Drop;
import io.kvasir.tokenizer.normalize.Lowercase;
import io.kvasir.tokenizer.normalize.NormalizeSequence;
import io.kvasir.tokenizer.normalize.Precompiled;
import io.kvasir.tokenizer.normalize.Prepend;
import io.kvasir.tokenizer.normalize.Replace;
import io.kvasir.tokenizer.normalize.Strip;
import io.kvasir.tokenizer.normalize.UnicodeForm;
import io.kvasir.tokenizer.pipeline.Normalizer;
import java.text.Normalizer.Form;
import java.util.Base64;

/** The section "normalizer". */
final class NormalizerReader {
  private NormalizerReader() {}

  static Normalizer read(Section section) {
    return switch (section.type()) {
      case "Sequence" ->
          new NormalizeSequence(
              section.sections("normalizers").stream().map(NormalizerReader::read).toList());
      case "NFC" -> new UnicodeForm(Form.NFC);
      case "NFD" -> new UnicodeForm(Form.NFD);
      case "NFKC" -> new UnicodeForm(Form.NFKC);
      case "NFKD" -> new UnicodeForm(Form.NFKD);
      case "Prepend" -> new Prepend(section.string("prepend"));
      case "Replace" -> new Replace(Patterns.read(section), section.string("content"));
      case "Lowercase" -> new Lowercase();
      case "Strip" -> new Strip(section.flag("strip_left"), section.flag("strip_right"));
      case "StripAccents" -> Drop.accents();
      case "Nmt" -> Drop.nmt();
      case "ByteLevel" -> new ByteText();
      case "BertNormalizer" -> {
        boolean lowercase = section.flag("lowercase");
        yield Bert.of(
            section.flag("clean_text"),
            section.flag("handle_chinese_chars"),
            section.flag("strip_accents", lowercase),
            lowercase);
      }
      case "Precompiled" -> precompiled(section);
      default -> throw section.unsupported("normalizer");
    };
  }

  private static Normalizer precompiled(Section section) {
    String base64 = section.string("precompiled_charsmap");
    try {
      return new Precompiled(CharsMap.read(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException malformed) {
      throw section.wrong(
          "precompiled_charsmap", String.valueOf(malformed.getMessage()), "SentencePiece's table");
    }
  }
}
