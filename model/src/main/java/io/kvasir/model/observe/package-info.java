/** Looking into a pass without changing it. */
@NullMarked
package io.kvasir.model.observe;

import org.jspecify.annotations.NullMarked;
