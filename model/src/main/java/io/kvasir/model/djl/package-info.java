/**
 * Kvasir as an engine of the Deep Java Library: text in, text out, through its usual classes. Needs
 * {@code ai.djl:api} on the class path and nothing else of it; whoever does not use DJL does not
 * need that either.
 */
@NullMarked
package io.kvasir.model.djl;

import org.jspecify.annotations.NullMarked;
