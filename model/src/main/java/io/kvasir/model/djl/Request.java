package io.kvasir.model.djl;

import io.kvasir.model.generate.GenerateOptions;

/**
 * What a translator sends to the engine.
 *
 * @param prompt a text
 * @param options how it is to be continued
 */
record Request(String prompt, GenerateOptions options) {}
