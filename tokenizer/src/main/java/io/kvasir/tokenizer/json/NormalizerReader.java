package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.normalize.NormalizeSequence;
import io.kvasir.tokenizer.normalize.Prepend;
import io.kvasir.tokenizer.normalize.Replace;
import io.kvasir.tokenizer.normalize.UnicodeForm;
import io.kvasir.tokenizer.pipeline.Normalizer;
import java.text.Normalizer.Form;

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
      default -> throw section.unsupported("normalizer");
    };
  }
}
