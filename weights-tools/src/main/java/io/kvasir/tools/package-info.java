/** Tools over weight files: inspect, convert, compare. */
@NullMarked
package io.kvasir.tools;

import org.jspecify.annotations.NullMarked;
