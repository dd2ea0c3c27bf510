/** What a sequence remembers from pass to pass: keys and values, latents, recurrent states. */
@NullMarked
package io.kvasir.model.state;

import org.jspecify.annotations.NullMarked;
