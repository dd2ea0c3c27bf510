package io.kvasir.model.generate;

/**
 * One generated token.
 *
 * @param id the token
 * @param text what became readable with it, whole code points only: empty while a code point is
 *     incomplete or while a stop string may be beginning, and it may hold text of tokens before.
 *     The texts of a generation joined are the generated text
 * @param logProbability natural logarithm of the token's probability in the raw distribution,
 *     before the sampler's steps; NaN unless {@link GenerateOptions#logProbabilities} is on
 */
public record Emitted(int id, String text, double logProbability) {}
