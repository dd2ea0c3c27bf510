/** The page of {@code kvasir explain} in a real browser. */
@NullMarked
package io.kvasir.tests.browser;

import org.jspecify.annotations.NullMarked;
