package io.kvasir.tools.train.tokenizer;

import java.util.stream.Stream;

/**
 * Learns a byte-level BPE vocabulary: begins with the 256 bytes and joins, again and again, the two
 * neighbours that stand together most often; of equally frequent ones those with the lower ids. The
 * same texts make the same vocabulary, in whatever order they come.
 */
public final class BpeTrainer {
  private static final int LEAST_COUNT = 2;

  private BpeTrainer() {}

  /**
   * Trains a vocabulary.
   *
   * @param texts what to learn from; read once
   * @param size how many tokens the vocabulary may have, the end mark and the 256 bytes included
   * @param end text of the special token that stands between two texts; it gets id 0
   * @return the vocabulary; smaller than asked for if no two neighbours occur twice
   * @throws IllegalArgumentException if size is below 257
   */
  public static TrainedVocabulary train(Stream<String> texts, int size, String end) {
    if (size < 257) {
      throw new IllegalArgumentException("a vocabulary of " + size + " tokens, wanted 257 or more");
    }
    MergeLearner learner = new MergeLearner(end, WordCounts.of(texts));
    while (learner.tokens().size() < size && learner.bestCount() >= LEAST_COUNT) {
      learner.merge();
    }
    return new TrainedVocabulary(end, learner.tokens(), learner.merges());
  }
}
