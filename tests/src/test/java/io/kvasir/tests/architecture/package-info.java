/** The rooms of the design, held by tests: who may use what. */
@NullMarked
package io.kvasir.tests.architecture;

import org.jspecify.annotations.NullMarked;
