package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Scopes.Scope;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template that has been read: messages in, the prompt out. Immutable; one instance serves any
 * number of threads.
 *
 * <p>The language is that of Jinja2 3.1 in the sandbox that the transformers library sets up:
 * {@code trim_blocks}, {@code lstrip_blocks}, {@code break} and {@code continue}, the tag {@code
 * generation}, the filter {@code tojson} without escapes for HTML, and the functions {@code
 * raise_exception} and {@code strftime_now}. Template inheritance, imports and a few filters are
 * refused when the template is read.
 */
public final class ChatTemplate {
  private final String name;
  private final List<Statement> statements;
  private final List<Scope> scopes;

  private ChatTemplate(String name, List<Statement> statements, List<Scope> scopes) {
    this.name = name;
    this.statements = statements;
    this.scopes = scopes;
  }

  /**
   * Reads a template.
   *
   * @param name of the file or model, for messages
   * @param source the Jinja source
   * @return the template
   * @throws TemplateException if the syntax is wrong or something is not supported; names the line
   */
  public static ChatTemplate parse(String name, String source) {
    try {
      Parser.Tree tree = Parser.parse(name, source);
      return new ChatTemplate(name, tree.statements(), Scopes.of(name, tree));
    } catch (Fault fault) {
      throw new TemplateException(name + ": " + fault.getMessage(), fault);
    }
  }

  /**
   * Renders with the default limits and the system's clock.
   *
   * @param variables plain Java values: null, Boolean, numbers, CharSequence, Iterable, and Map in
   *     the order that {@code tojson} shall keep. A name that is missing is undefined to the
   *     template, which is not the same as null.
   * @return the text
   * @throws TemplateException if an operation fails, the template refuses what it is given, or a
   *     limit is exceeded; names the line
   */
  public String render(Map<String, ? extends @Nullable Object> variables) {
    return render(variables, Limits.DEFAULT, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Renders.
   *
   * @param variables as above
   * @param limits what the rendering may spend
   * @param clock what {@code strftime_now} reads, with its time zone
   * @return the text
   * @throws TemplateException as above
   */
  public String render(
      Map<String, ? extends @Nullable Object> variables, Limits limits, Clock clock) {
    Evaluator evaluator = new Evaluator(new Budget(limits));
    try {
      Map<String, Object> given = new HashMap<>(Functions.all(clock));
      given.putAll(Values.of(variables));
      return new Interpreter(scopes, evaluator).run(statements, given);
    } catch (Fault fault) {
      throw TemplateException.at(name, evaluator.line(), fault.getMessage());
    }
  }
}
