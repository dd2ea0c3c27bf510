/** Looking into a pass without changing it, and switching parts of it off. */
@NullMarked
package io.kvasir.model.observe;

import org.jspecify.annotations.NullMarked;
