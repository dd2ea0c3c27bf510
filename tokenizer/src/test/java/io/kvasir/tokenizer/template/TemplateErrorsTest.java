package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error names the template, the line and the construct. */
class TemplateErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{% include 'x' %} ~ tag 'include' is not supported",
        "{% import 'x' as y %} ~ tag 'import' is not supported",
        "{% from 'x' import y %} ~ tag 'from' is not supported",
        "{% extends 'x' %} ~ tag 'extends' is not supported",
        "{% block x %}{% endblock %} ~ tag 'block' is not supported",
        "{% autoescape true %}{% endautoescape %} ~ tag 'autoescape' is not supported",
        "{% do x %} ~ found tag 'do', wanted another",
        "{% trans %} ~ found tag 'trans', wanted another",
        "{{ x|groupby('a') }} ~ filter 'groupby' is not supported",
        "{{ x|random }} ~ filter 'random' is not supported",
        "{{ x|translate }} ~ filter 'translate' does not exist",
        "{{ x is new }} ~ test 'new' does not exist",
        "{{ self.x }} ~ the variable 'self' is not supported",
        "{{ x[1, 2] }} ~ a key of several parts is not supported",
        "{{ '\\N{DASH}' }} ~ a character by name (\\N) is not supported",
        "{% if x %} ~ found the end of the template, wanted 'elif' or 'else' or 'endif'",
        "{% for x in y %}{% endif %} ~ found tag 'endif', wanted 'endfor' or 'else'",
        "{{ x ~ found the end of the template, wanted '}}'",
        "{{ ) }} ~ found ')', wanted none",
        "{{ x y }} ~ found 'y', wanted '}}'",
        "{{ 'x }} ~ found a text without end, wanted '",
        "{# x ~ found no '#}', wanted one after '{#'",
        "{% break %} ~ found 'break' outside of a loop, wanted it inside",
        "{{ $x }} ~ found character '$', wanted an expression",
      })
  void whatCannotBeReadIsRefusedWithItsLine(String template, String message) {
    assertThatThrownBy(() -> ChatTemplate.parse("my.jinja", "a\n{# b\n#}\n" + template))
        .isInstanceOf(TemplateException.class)
        .hasMessage("my.jinja:4: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ 1 + 'a' }} ~ operator '+': found int and str, wanted types that go together",
        "{{ 1 < none }} ~ operator '<': found int and None, wanted types that go together",
        "{{ 1 in 'a' }} ~ operator 'in' before a text: found int, wanted str",
        "{{ x.y }} ~ 'x' is undefined",
        "{{ {}.y.z }} ~ 'dict object' has no attribute or key 'y'",
        "{{ [].append(1) }} ~ access to attribute 'append' of list is not allowed",
        "{{ ''.encode() }} ~ attribute 'encode' of str is not supported",
        "{{ ''.__class__ }} ~ attribute '__class__' of str is not supported",
        "{{ 5|length }} ~ length: found int, wanted something that has one",
        "{{ 5|list }} ~ going through items: found int, wanted a list, dict or text",
        "{{ x|tojson }} ~ filter 'tojson': 'x' is undefined",
        "{{ 'a'|replace('b') }} ~ filter 'replace': found no argument 'new', wanted one",
        "{{ 'a'|upper(1) }} ~ filter 'upper': found 1 arguments, wanted at most 0",
        "{{ 'a'|round }} ~ filter 'round': found str, wanted a number",
        "{{ 'a' is odd }} ~ test 'odd': found str, wanted a number",
        "{{ 5() }} ~ call: found int, wanted a macro, function or method",
        "{% macro m(a) %}{% endmacro %}{{ m(b=1) }} ~ macro 'm': found argument 'b', wanted a, each"
            + " once",
        "{% for a, b in [[1]] %}{% endfor %} ~ unpacking: found list, wanted 2 items, not fewer",
        "{% set x.y = 1 %} ~ set 'x.y': found undefined, wanted a namespace",
        "{{ 1 // 0 }} ~ found a division by zero",
        "{{ lipsum() }} ~ function 'lipsum' is not supported",
        "{{ range }} ~ printing a range is not supported, as that never prints the same",
        "{{ strftime_now('%Q') }} ~ strftime_now: format '%Q' is not supported",
      })
  void whatFailsInARenderingNamesTheLine(String template, String message) {
    ChatTemplate parsed = ChatTemplate.parse("my.jinja", "a\n" + template);

    assertThatThrownBy(() -> parsed.render(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("my.jinja:2: " + message);
  }

  @Test
  void theLineIsThatOfTheOperationInAnExpressionOfManyLines() {
    ChatTemplate template = ChatTemplate.parse("t", "{{ [1,\n 2,\n 3 + 'x',\n 4] }}");

    assertThatThrownBy(() -> template.render(Map.of())).hasMessageStartingWith("t:3: operator '+'");
  }

  @Test
  void whatTheTemplateRaisesIsToldInOneLine() {
    ChatTemplate template =
        ChatTemplate.parse("t", "{{ raise_exception('No\\nsystem: ' ~ role) }}");

    assertThatThrownBy(() -> template.render(Map.of("role", "x")))
        .isInstanceOf(TemplateException.class)
        .hasMessage("t:1: the template refuses: No\\nsystem: x");
  }

  @Test
  void objectsOfTheHostAreRefused() {
    assertThatThrownBy(
            () -> ChatTemplate.parse("t", "{{ x }}").render(Map.of("x", Thread.currentThread())))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "t:1: variable 'x': found java.lang.Thread, wanted text, numbers, lists and maps");
  }

  @Test
  void messagesAreOneLineAndNotTooLong() {
    assertThat(new TemplateException("a\nb\u001b[31m\u2028" + "x".repeat(2_000)).getMessage())
        .startsWith("a\\nb\\u001b[31m\\u2028xxx")
        .endsWith("...")
        .hasSizeLessThan(600);
  }

  @Test
  void oneTemplateServesManyThreads() {
    ChatTemplate template =
        ChatTemplate.parse(
            "t",
            "{% set ns = namespace(s=0) %}{% macro m(x) %}<{{ x }}>{% endmacro %}{% for i in"
                + " range(n) %}{% set ns.s = ns.s + i %}{{ m(i) }}{% endfor %}{{ ns.s }}");

    boolean same =
        IntStream.range(0, 400)
            .parallel()
            .allMatch(
                n -> template.render(Map.of("n", n)).endsWith(">" + n * (n - 1) / 2) || n == 0);

    assertThat(same).isTrue();
  }
}
