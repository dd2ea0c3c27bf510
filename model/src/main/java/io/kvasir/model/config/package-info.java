/**
 * What a decoder is made of, resolved: numbers and options, no family name. Every layer says what
 * it is; a loader makes these records from a file's metadata and a family's resource.
 */
@NullMarked
package io.kvasir.model.config;

import org.jspecify.annotations.NullMarked;
