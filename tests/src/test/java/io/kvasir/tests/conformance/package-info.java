/** What the original implementations compute, family by family. */
@NullMarked
package io.kvasir.tests.conformance;

import org.jspecify.annotations.NullMarked;
