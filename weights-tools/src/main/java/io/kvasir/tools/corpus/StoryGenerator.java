package io.kvasir.tools.corpus;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tells stories from a grammar. The same seed gives the same story on every machine. Immutable;
 * threads may share it.
 */
public final class StoryGenerator {
  private final Grammar grammar;

  /**
   * Creates a generator.
   *
   * @param grammar what to tell from
   */
  public StoryGenerator(Grammar grammar) {
    this.grammar = grammar;
  }

  /**
   * Tells one story.
   *
   * @param seed which one; neighbouring seeds give unrelated stories
   * @return the story, of either set
   */
  public Story story(long seed) {
    return telling(seed).tell();
  }

  /**
   * Tells stories without end.
   *
   * @param split only stories of this set
   * @param seed where to begin; the streams of two seeds have nothing to do with one another
   * @return an endless, ordered stream
   */
  public Stream<Story> stories(Split split, long seed) {
    long from = Choices.mix(seed);
    return LongStream.iterate(from, s -> s + 1)
        .mapToObj(this::story)
        .filter(s -> s.plan().split() == split);
  }

  Grammar grammar() {
    return grammar;
  }

  Telling telling(long seed) {
    return new Telling(grammar, new Choices(Choices.mix(seed)), null, false, false);
  }
}
