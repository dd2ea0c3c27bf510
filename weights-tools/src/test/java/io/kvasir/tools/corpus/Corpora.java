package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the tests of the corpus share: the standard grammar and some stories of it. */
final class Corpora {
  static final Grammar GRAMMAR = Grammar.standard();
  static final StoryGenerator GENERATOR = new StoryGenerator(GRAMMAR);
  private static final List<Story> STORIES = new ArrayList<>();

  private Corpora() {}

  /** The first stories by seed; they are told once. */
  static synchronized List<Story> stories(int count) {
    LongStream.range(STORIES.size(), count).forEach(i -> STORIES.add(GENERATOR.story(i)));
    return List.copyOf(STORIES.subList(0, count));
  }
}
