package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.decode.ByteFallbackDecoder;
import io.kvasir.tokenizer.decode.ByteLevelDecoder;
import io.kvasir.tokenizer.decode.DecodeSequence;
import io.kvasir.tokenizer.decode.Fuse;
import io.kvasir.tokenizer.decode.ReplaceDecoder;
import io.kvasir.tokenizer.decode.Strip;
import io.kvasir.tokenizer.pipeline.Decoder;
import java.util.Set;

/** The section "decoder". */
final class DecoderReader {
  private DecoderReader() {}

  static Decoder read(Section section) {
    return switch (section.type()) {
      case "Sequence" ->
          new DecodeSequence(
              section.sections("decoders").stream().map(DecoderReader::read).toList());
      case "ByteLevel" -> new ByteLevelDecoder(Set.of());
      case "ByteFallback" -> new ByteFallbackDecoder();
      case "Fuse" -> new Fuse();
      case "Replace" ->
          new ReplaceDecoder(
              section.section("pattern").string("String"), section.string("content"));
      case "Strip" ->
          new Strip(section.string("content"), section.integer("start"), section.integer("stop"));
      default -> throw section.unsupported("decoder");
    };
  }
}
