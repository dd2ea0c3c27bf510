/** What crosses modules: conformance, end-to-end through the launcher, architecture rules. */
@NullMarked
package io.kvasir.tests;

import org.jspecify.annotations.NullMarked;
