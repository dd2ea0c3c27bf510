/**
 * The corpus of the embedded model: small stories that a seeded grammar tells, their checker, and
 * the pairs of sentences that measure whether a model resolves a pronoun by its meaning.
 *
 * <p>The grammar itself is text: {@code *.story} in the resources of this package, whose syntax the
 * head of {@code story.story} explains.
 */
@NullMarked
package io.kvasir.tools.corpus;

import org.jspecify.annotations.NullMarked;
