package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.pipeline.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * The section "post_processor": what stands around a text. Offsets and pairs are not our concern.
 */
final class TemplateReader {
  private TemplateReader() {}

  static Template read(Section section) {
    return switch (section.type()) {
      case "ByteLevel" -> Template.NONE;
      case "TemplateProcessing" -> single(section);
      case "BertProcessing", "RobertaProcessing" ->
          new Template(List.of(id(section, "cls")), List.of(id(section, "sep")));
      case "Sequence" -> {
        Template all = Template.NONE;
        for (Section part : section.sections("processors")) {
          all = all.within(read(part));
        }
        yield all;
      }
      default -> throw section.unsupported("post_processor");
    };
  }

  /** A pair of a token and its id. */
  private static int id(Section section, String name) {
    if (section.values().get(name) instanceof List<?> pair
        && pair.size() == 2
        && pair.get(1) instanceof Integer id) {
      return id;
    }
    throw section.wrong(name, "is no pair", "a token and its id");
  }

  private static Template single(Section section) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    boolean seen = false;
    for (Section piece : section.sections("single")) {
      if (piece.has("Sequence")) {
        if (seen) {
          throw section.wrong("single names the text twice, wanted once");
        }
        seen = true;
      } else {
        String token = piece.section("SpecialToken").string("id");
        Section ids = section.section("special_tokens").section(token);
        (seen ? after : before).addAll(ids.integers("ids"));
      }
    }
    if (!seen) {
      throw section.wrong("single does not name the text");
    }
    return new Template(before, after);
  }
}
