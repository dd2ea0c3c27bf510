package io.kvasir.model.load;

/**
 * What the weights of a model cost.
 *
 * @param parameters learned numbers
 * @param bytes bytes of all of them, as the file holds them
 * @param bytesPerToken bytes that a pass of one token reads: no embedding table unless it is the
 *     output matrix too, of experts only those that are chosen, and of packed copies these, not the
 *     file's
 * @param multiplyAddsPerToken multiply-adds of a token in all matrices but the output matrix
 * @param outputMultiplyAdds multiply-adds of the output matrix, for a token whose logits are wanted
 */
public record WeightCosts(
    long parameters,
    long bytes,
    long bytesPerToken,
    long multiplyAddsPerToken,
    long outputMultiplyAdds) {}
