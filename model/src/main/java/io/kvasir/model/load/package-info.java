/**
 * From a file to a decoder: a family's resource maps names and metadata of the file to the resolved
 * configuration and to our names of tensors. The only place that knows families; what a family's
 * JSON may say stands in the README beside the resources.
 */
@NullMarked
package io.kvasir.model.load;

import org.jspecify.annotations.NullMarked;
