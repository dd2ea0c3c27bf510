package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.split.Behavior;
import io.kvasir.tokenizer.split.ByteLevel;
import io.kvasir.tokenizer.split.Split;
import io.kvasir.tokenizer.split.SplitSequence;

/** The section "pre_tokenizer". */
final class PreTokenizerReader {
  private PreTokenizerReader() {}

  static PreTokenizer read(Section section) {
    return switch (section.type()) {
      case "Sequence" ->
          new SplitSequence(
              section.sections("pretokenizers").stream().map(PreTokenizerReader::read).toList());
      case "ByteLevel" ->
          ByteLevel.of(section.flag("add_prefix_space"), section.flag("use_regex", true));
      case "Split" ->
          new Split(Patterns.read(section), behavior(section), section.flag("invert", false));
      default -> throw section.unsupported("pre_tokenizer");
    };
  }

  private static Behavior behavior(Section section) {
    return switch (section.string("behavior")) {
      case "Removed" -> Behavior.REMOVED;
      case "Isolated" -> Behavior.ISOLATED;
      case "Contiguous" -> Behavior.CONTIGUOUS;
      case "MergedWithPrevious" -> Behavior.MERGED_WITH_PREVIOUS;
      case "MergedWithNext" -> Behavior.MERGED_WITH_NEXT;
      default -> throw section.wrong("behavior", "is not known", "Isolated or the like");
    };
  }
}
