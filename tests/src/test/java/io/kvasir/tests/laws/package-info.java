/** The laws of the design on files of every family and format. */
@NullMarked
package io.kvasir.tests.laws;

import org.jspecify.annotations.NullMarked;
