/** Finds heads that do what textbooks describe, and shows by switching them off that they do it. */
@NullMarked
package io.kvasir.tools.heads;

import org.jspecify.annotations.NullMarked;
