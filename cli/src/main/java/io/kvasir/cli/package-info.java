/** The command line: the only place that prints. */
@NullMarked
package io.kvasir.cli;

import org.jspecify.annotations.NullMarked;
