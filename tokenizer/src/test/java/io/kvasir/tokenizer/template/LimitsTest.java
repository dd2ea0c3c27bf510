package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that want too much end with an error, whatever the machine. */
class LimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'x' * 10**9 }}",
        "{{ 'x' * 10**18 }}",
        "{{ 'x'.center(10**9) }}",
        "{{ 'x'.zfill(10**9) }}",
        "{{ 'x'|center(10**9) }}",
        "{{ '{:>9999}'.format('x') * 9999 }}",
        "{{ ('x' * 10**6)|replace('x', 'y' * 10**6) }}",
        "{{ ('x' * 10**4).replace('', 'y' * 10**4) }}",
        "{{ ('y' * 10**5).join('x' * 1000) }}",
        "{{ ('x' * 5000)|join('y' * 5000) }}",
        "{{ [1]|tojson(indent=10**9) }}",
        "{{ ('a\n' * 10**5)|indent(10**5) }}",
        "{{ 'a\n'|indent(10**9) }}",
        "{{ ('<' * 10**7)|e }}",
        "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{%"
            + " endfor %}",
        "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s %}{{ ns.s }}{{ ns.s"
            + " }}{% endset %}{% endfor %}",
        "{% set s = 'x' * 10**6 %}{% for i in range(1000) %}{{ s }}{% endfor %}",
        "{% set s = 'x' * 10**6 %}{% set ns = namespace(l=[]) %}{% for i in range(1000) %}{% set"
            + " ns.l = ns.l + [s ~ i] %}{% endfor %}",
      })
  void tooMuchTextIsRefused(String template) {
    assertRefused(template, "characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ [1] * 10**9 }}",
        "{{ range(10**9) }}",
        "{{ range(99999)|list * 1000 }}",
        "{{ ('x' * 10**7)|list }}",
        "{{ ('x,' * 3 * 10**6).split(',') }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{%"
            + " endfor %}",
        "{% set ns = namespace(d={}) %}{% for i in range(9999) %}{% set ns.d = dict(ns.d, **{'k' ~"
            + " i: i}) %}{% endfor %}",
        "{{ [1]|batch(10**9, 'x')|list }}",
        "{{ 10 ** (10 ** 9) }}",
        "{{ 2 ** 20000 }}",
      })
  void tooManyItemsOrDigitsAreRefused(String template) {
    assertRefused(template, "wanted|bits|more than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) if false %}{% endfor %}{% for a in range(99999) %}{% for b in"
            + " range(99999) if false %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60)"
            + " }}",
        "{% set s = 'x' * 10**6 %}{% for i in range(99999) %}{% if 'y' in s %}{% endif %}{% endfor"
            + " %}",
        "{% set s = 'x' * 10**6 %}{% for i in range(99999) %}{% if s == s ~ '' %}{% endif %}{%"
            + " endfor %}",
        "{% set s = 'a' * 10**6 %}{% for i in range(99999) %}{% if ('a' * 10**5 ~ 'b') in s %}{%"
            + " endif %}{% endfor %}",
        "{% set l = range(9999)|list %}{% for i in range(99999) %}{% if -1 in l %}{% endif %}{%"
            + " endfor %}",
        "{% set l = range(9999)|list %}{% for i in range(99999) %}{{ l|sum if false }}{% set x ="
            + " l|max %}{% endfor %}",
        "{% for i in range(99999) %}{% set x = range(99999)|map('string')|select('none')|list %}{%"
            + " endfor %}",
        "{% set d = {'a': [[[1] * 1000] * 1000]} %}{% for i in range(999) %}{% if d == {'a': [[[1]"
            + " * 1000] * 1000]} %}{% endif %}{% endfor %}",
      })
  void tooMuchWorkIsRefused(String template) {
    Limits limits = new Limits(2_000_000, 16 << 20, 48 << 20, 400);

    assertThatThrownBy(
            () -> ChatTemplate.parse("t", template).render(Map.of(), limits, Goldens.CLOCK))
        .isInstanceOf(TemplateException.class)
        .message()
        .containsPattern("t:1: found more than \\d+ (steps|characters)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{{ caller() if false }}{% endmacro"
            + " %}{% call m() %}{% endcall %}",
        "{% macro m(x=m()) %}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% set x %}{{ 'a' ~ (m()|upper) }}{% endset %}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% for x in [1] if m() %}{% endfor %}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% filter upper %}{% with x = m() %}{% endwith %}{% endfilter %}{% endmacro"
            + " %}{{ m() }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% set ns = namespace(l=[]) %}{% for i in range(9999) %}{% set ns.l = [ns.l] %}{% endfor"
            + " %}{{ ns.l }}",
        "{% set ns = namespace(d={}) %}{% for i in range(9999) %}{% set ns.d = {'d': ns.d} %}{%"
            + " endfor %}{{ ns.d|tojson }}",
        "{% set ns = namespace(g=[1]) %}{% for i in range(9999) %}{% set ns.g = ns.g|map('string')"
            + " %}{% endfor %}{{ ns.g|list }}",
      })
  void endlessNestingIsRefusedOnASmallStack(String template) throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                ChatTemplate.parse("t", template).render(Map.of());
              } catch (Throwable e) {
                thrown.set(e);
              }
            },
            "small",
            512 << 10);

    small.start();
    small.join();

    assertThat(thrown.get())
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching("t:1: found more than \\d+ .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[", "{'a':", "-", "not ", "x if ", "f(", "x[", "x|default(", "'a' ~ ("})
  void deeplyNestedExpressionsAreRefusedWhenTheTemplateIsRead(String opening) {
    assertThatThrownBy(() -> ChatTemplate.parse("t", "{{ " + opening.repeat(100_000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("t:1: found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if x %}",
        "{% for x in y %}",
        "{% macro m() %}",
        "{% call m() %}",
        "{% filter upper %}",
        "{% set x %}"
      })
  void deeplyNestedBlocksAreRefusedWhenTheTemplateIsRead(String opening) {
    assertThatThrownBy(() -> ChatTemplate.parse("t", opening.repeat(100_000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("nested too deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "[0]", "|upper", "()", " is defined"})
  void longChainsAreRefusedWhenTheTemplateIsRead(String link) {
    assertThatThrownBy(() -> ChatTemplate.parse("t", "{{ x" + link.repeat(100_000) + " }}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("t:1: found");
  }

  @Test
  void longSumsAreNoNesting() {
    String sum = "'a'" + " + 'b'".repeat(5_000) + " ~ 'c'".repeat(5_000);

    assertThat(ChatTemplate.parse("t", "{{ " + sum + " }}").render(Map.of())).hasSize(10_001);
    assertThat(ChatTemplate.parse("t", "{{ 1" + " and 1".repeat(5_000) + " }}").render(Map.of()))
        .isEqualTo("1");
  }

  @Test
  void aPromptOfAMillionTokensFits() {
    String content = "word ".repeat(800_000);
    List<Object> messages = List.of(Map.of("role", "user", "content", content));
    String template =
        "{% for m in messages[::-1] %}{{ '<' + m.role + '>' + m.content|trim + '<end>' }}{% endfor"
            + " %}";

    String prompt = ChatTemplate.parse("t", template).render(Map.of("messages", messages));

    assertThat(prompt).startsWith("<user>word word").endsWith("word<end>").hasSize(4_000_010);
  }

  @Test
  void ownLimitsHold() {
    ChatTemplate template =
        ChatTemplate.parse("t", "{% for i in range(100) %}{{ i }}\n{% endfor %}");

    assertThat(template.render(Map.of(), new Limits(1000, 290, 1000, 10), Goldens.CLOCK))
        .hasSize(290);
    assertLimited(template, new Limits(400, 290, 1000, 10), "more than 400 steps");
    assertLimited(template, new Limits(1000, 289, 1000, 10), "a text of 290 characters");
    assertLimited(template, new Limits(1000, 290, 400, 10), "more than 400 characters");
    assertLimited(template, new Limits(1000, 290, 1000, 2), "more than 2 levels");
  }

  @Test
  void nestedInputIsBounded() {
    List<@Nullable Object> nested = List.of();
    for (int i = 0; i < 10_000; i++) {
      nested = List.of(nested);
    }
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("x", nested);

    assertThatThrownBy(() -> ChatTemplate.parse("t", "{{ x }}").render(variables))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("variable 'x': found more than 128 lists and maps in each other");
  }

  private static void assertLimited(ChatTemplate template, Limits limits, String message) {
    assertThatThrownBy(() -> template.render(Map.of(), limits, Goldens.CLOCK))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  private static void assertRefused(String template, String message) {
    assertThatThrownBy(() -> ChatTemplate.parse("t", template).render(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("t:")
        .message()
        .containsPattern(message);
  }
}
