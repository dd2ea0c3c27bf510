package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.regex.Regex;
import io.kvasir.tokenizer.split.Behavior;
import io.kvasir.tokenizer.split.ByteLevel;
import io.kvasir.tokenizer.split.CharSets;
import io.kvasir.tokenizer.split.CharSplit;
import io.kvasir.tokenizer.split.FixedLength;
import io.kvasir.tokenizer.split.Metaspace;
import io.kvasir.tokenizer.split.ScriptSplit;
import io.kvasir.tokenizer.split.Split;
import io.kvasir.tokenizer.split.SplitSequence;
import java.util.List;

/** The section "pre_tokenizer". */
final class PreTokenizerReader {
  /** The pre-tokenizer Whitespace, which is about words in spite of its name. */
  private static final Regex WORDS =
      Regex.compile("[\\w\\x{200C}\\x{200D}]+|[^\\w\\x{200C}\\x{200D}\\s]+");

  private PreTokenizerReader() {}

  static PreTokenizer read(Section section) {
    return switch (section.type()) {
      case "Sequence" ->
          new SplitSequence(
              section.sections("pretokenizers").stream().map(PreTokenizerReader::read).toList());
      case "ByteLevel" ->
          ByteLevel.of(section.flag("add_prefix_space"), section.flag("use_regex", true));
      case "Split" -> new Split(Patterns.read(section), behavior(section), section.flag("invert"));
      case "Metaspace" ->
          new Metaspace(
              character(section, "replacement"), prepend(section), section.flag("split", true));
      case "Digits" ->
          new CharSplit(
              CharSets.NUMBER,
              section.flag("individual_digits") ? Behavior.ISOLATED : Behavior.CONTIGUOUS);
      case "Punctuation" ->
          new CharSplit(
              CharSets.PUNCTUATION,
              section.has("behavior") ? behavior(section) : Behavior.ISOLATED);
      case "Whitespace" -> new Split(WORDS, Behavior.REMOVED, true);
      case "WhitespaceSplit" -> new CharSplit(CharSets.SPACE, Behavior.REMOVED);
      case "CharDelimiterSplit" ->
          new Split(
              Regex.literal(String.valueOf(character(section, "delimiter"))),
              Behavior.REMOVED,
              false);
      case "BertPreTokenizer" ->
          new SplitSequence(
              List.of(
                  new CharSplit(CharSets.SPACE, Behavior.REMOVED),
                  new CharSplit(CharSets.PUNCTUATION, Behavior.ISOLATED)));
      case "UnicodeScripts" -> new ScriptSplit();
      case "FixedLength" -> new FixedLength(length(section));
      default -> throw section.unsupported("pre_tokenizer");
    };
  }

  /** Where a mark is put in front; older files say it with a flag. */
  static Metaspace.Prepend prepend(Section section) {
    if (!section.has("prepend_scheme")) {
      return section.flag("add_prefix_space", true)
          ? Metaspace.Prepend.ALWAYS
          : Metaspace.Prepend.NEVER;
    }
    return switch (section.string("prepend_scheme")) {
      case "always" -> Metaspace.Prepend.ALWAYS;
      case "first" -> Metaspace.Prepend.FIRST;
      case "never" -> Metaspace.Prepend.NEVER;
      default -> throw section.wrong("prepend_scheme", "is not known", "always, first or never");
    };
  }

  private static char character(Section section, String name) {
    String text = section.string(name, "▁");
    if (text.length() != 1) {
      throw section.wrong(name, "is " + Shown.of(text), "one character below U+10000");
    }
    return text.charAt(0);
  }

  private static int length(Section section) {
    int length = section.has("length") ? section.integer("length") : 5;
    if (length < 1) {
      throw section.wrong("length", "is " + length, "one or more");
    }
    return length;
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
