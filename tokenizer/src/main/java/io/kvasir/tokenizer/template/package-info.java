/**
 * Chat templates: messages to the one string that a model was trained on, by an interpreter of the
 * part of the Jinja language that such templates use. Templates come from strangers with the
 * weights, so nothing of the host can be reached from them and everything that they spend is
 * limited. What they compute is what Python's Jinja2 computes as the transformers library sets it
 * up; what is not supported is an error, never other text.
 *
 * <p>The way of a template: {@code Lexer} to tokens, {@code Parser} to {@code Statement}s and
 * {@code Expression}s, {@code Scopes} to the variables that each block has, then for each rendering
 * an {@code Interpreter} for statements and an {@code Evaluator} for expressions.
 */
@NullMarked
package io.kvasir.tokenizer.template;

import org.jspecify.annotations.NullMarked;
