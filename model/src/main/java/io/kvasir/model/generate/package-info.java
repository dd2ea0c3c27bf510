/** Token after token: one pass, one draw, one piece of text, until a reason to stop. */
@NullMarked
package io.kvasir.model.generate;

import org.jspecify.annotations.NullMarked;
