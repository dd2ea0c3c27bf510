package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.decode.ByteFallbackDecoder;
import io.kvasir.tokenizer.decode.ByteLevelDecoder;
import io.kvasir.tokenizer.decode.Ctc;
import io.kvasir.tokenizer.decode.DecodeSequence;
import io.kvasir.tokenizer.decode.Fuse;
import io.kvasir.tokenizer.decode.MetaspaceDecoder;
import io.kvasir.tokenizer.decode.ReplaceDecoder;
import io.kvasir.tokenizer.decode.RewriteDecoder;
import io.kvasir.tokenizer.decode.Strip;
import io.kvasir.tokenizer.decode.WordEndDecoder;
import io.kvasir.tokenizer.decode.WordPieceDecoder;
import io.kvasir.tokenizer.normalize.Replace;
import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.split.Metaspace;
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
      case "Replace" -> replace(section);
      case "Strip" ->
          new Strip(section.string("content"), section.integer("start"), section.integer("stop"));
      case "Metaspace" ->
          new MetaspaceDecoder(
              section.string("replacement", "▁"),
              PreTokenizerReader.prepend(section) != Metaspace.Prepend.NEVER);
      case "WordPiece" -> new WordPieceDecoder(section.string("prefix"), section.flag("cleanup"));
      case "BPEDecoder" -> new WordEndDecoder(section.string("suffix"));
      case "CTC" ->
          new Ctc(
              section.string("pad_token"),
              section.string("word_delimiter_token"),
              section.flag("cleanup"));
      default -> throw section.unsupported("decoder");
    };
  }

  private static Decoder replace(Section section) {
    Section pattern = section.section("pattern");
    String content = section.string("content");
    return pattern.has("String") && !pattern.string("String").isEmpty()
        ? new ReplaceDecoder(pattern.string("String"), content)
        : new RewriteDecoder(new Replace(Patterns.read(section), content));
  }
}
