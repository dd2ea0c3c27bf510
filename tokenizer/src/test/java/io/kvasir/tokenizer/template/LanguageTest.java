package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule by rule, and at random, against what Jinja2 computes. */
class LanguageTest {
  @Test
  void everyRuleOfTheLanguageIsThatOfJinja2() {
    List<JsonNode> cases = Goldens.lines("language.jsonl");

    assertThat(cases).hasSizeGreaterThan(280);
    assertThat(differences(cases, new ArrayList<>())).isEmpty();
  }

  @Test
  void randomTemplatesRenderAsInJinja2OrAreRefused() {
    List<JsonNode> cases = Goldens.lines("fuzz.jsonl");
    List<String> refused = new ArrayList<>();

    assertThat(cases).hasSize(2500);
    assertThat(differences(cases, refused)).isEmpty();
    assertThat(refused).hasSizeLessThan(15);
  }

  private static List<String> differences(List<JsonNode> cases, List<String> refused) {
    Map<String, @Nullable Object> variables = Goldens.variables();
    List<String> differences = new ArrayList<>();
    for (JsonNode golden : cases) {
      String template = golden.get("template").textValue();
      String expected = golden.has("rendered") ? golden.get("rendered").textValue() : null;
      List<String> errors = new ArrayList<>();
      String rendered = Goldens.render(template, variables, errors);
      if (expected != null && !errors.isEmpty() && errors.getFirst().contains("not supported")) {
        refused.add(template);
      } else if (expected == null ? rendered != null : !expected.equals(rendered)) {
        differences.add(
            template + "\n  expected " + expected + "\n  rendered " + rendered + errors);
      }
    }
    return differences;
  }
}
