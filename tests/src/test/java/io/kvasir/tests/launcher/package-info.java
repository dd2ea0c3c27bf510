/** The program as a user starts it: through the launcher, in a process of its own. */
@NullMarked
package io.kvasir.tests.launcher;

import org.jspecify.annotations.NullMarked;
