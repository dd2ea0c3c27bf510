package io.kvasir.model.load;

import java.util.List;
import java.util.Map;

/**
 * A family as one container writes it: its JSON with all that it extends, resolved.
 *
 * @param family name, for messages
 * @param settings where each setting comes from
 * @param tensors how each of our tensors is made, by our name with # for the layer's number
 * @param prefixes what may stand before tensor names in the file, the usual one first
 * @param keyPrefix what stands before the keys of the model in the file
 * @param accept values that keys of the file may have; any other is not supported
 * @param ignore patterns of tensor names that may be left unused, with the reason
 */
record Dialect(
    String family,
    Map<String, Source> settings,
    Map<String, TensorRule> tensors,
    List<String> prefixes,
    String keyPrefix,
    Map<String, List<String>> accept,
    Map<String, String> ignore) {}
