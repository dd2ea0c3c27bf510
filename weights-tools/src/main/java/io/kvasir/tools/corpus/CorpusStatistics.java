package io.kvasir.tools.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Figures of many stories.
 *
 * @param stories how many were read
 * @param distinct how many different texts
 * @param words all words
 * @param shortest words of the shortest story
 * @param longest words of the longest story
 * @param vocabulary distinct words, regardless of capitals
 * @param openings distinct first five words
 * @param sentences all sentences
 * @param distinctSentences different sentences
 * @param bits mean information of a story; divided by the tokens of a story it bounds a model's
 *     mean loss (in bits per token) from below, as far as no two ways of drawing make the same text
 * @param plots stories by plot
 */
public record CorpusStatistics(
    int stories,
    int distinct,
    long words,
    int shortest,
    int longest,
    int vocabulary,
    int openings,
    long sentences,
    int distinctSentences,
    double bits,
    Map<String, Integer> plots) {

  /** Copies the map. */
  public CorpusStatistics {
    plots = Map.copyOf(plots);
  }

  /**
   * Reads stories.
   *
   * @param stories at least one
   * @return their figures
   */
  public static CorpusStatistics of(Stream<Story> stories) {
    Counter counter = new Counter();
    stories.forEachOrdered(counter::add);
    return counter.statistics();
  }

  /**
   * Mean information of a word.
   *
   * @return bits per word
   */
  public double bitsPerWord() {
    return bits * stories / words;
  }

  /**
   * The figures as text.
   *
   * @return lines of name and value, each ends with a newline
   */
  public String report() {
    StringBuilder report = new StringBuilder();
    double mean = (double) words / stories;
    line(report, "stories", stories + " (" + distinct + " distinct)");
    line(report, "words per story", one(mean) + " (" + shortest + " to " + longest + ")");
    line(report, "vocabulary", vocabulary + " words");
    line(report, "openings", openings + " distinct beginnings of five words");
    line(report, "sentences", sentences + " (" + distinctSentences + " distinct)");
    String word = String.format(Locale.ROOT, "%.3f", bitsPerWord());
    line(report, "information", one(bits) + " bits per story, " + word + " per word");
    new TreeMap<>(plots).forEach((plot, count) -> line(report, "plot " + plot, count.toString()));
    return report.toString();
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "%-16s ", name)).append(value).append('\n');
  }

  private static final class Counter {
    private final Set<Long> texts = new HashSet<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final Set<String> openings = new HashSet<>();
    private final Set<Long> distinctSentences = new HashSet<>();
    private final Map<String, Integer> plots = new TreeMap<>();
    private int stories;
    private long words;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private long sentences;
    private double bits;

    void add(Story story) {
      List<String> all = Prose.words(story.text());
      stories++;
      texts.add(Split.hash(story.text()));
      words += all.size();
      shortest = Math.min(shortest, all.size());
      longest = Math.max(longest, all.size());
      vocabulary.addAll(all);
      openings.add(String.join(" ", all.subList(0, Math.min(5, all.size()))));
      for (String sentence : story.text().split("(?<=[.!?]\"?)\\s+(?=[\"A-Z])", -1)) {
        sentences++;
        distinctSentences.add(Split.hash(sentence));
      }
      bits += story.bits();
      plots.merge(story.plan().plot(), 1, Integer::sum);
    }

    CorpusStatistics statistics() {
      if (stories == 0) {
        throw new IllegalArgumentException("no stories");
      }
      return new CorpusStatistics(
          stories,
          texts.size(),
          words,
          shortest,
          longest,
          vocabulary.size(),
          openings.size(),
          sentences,
          distinctSentences.size(),
          bits / stories,
          plots);
    }
  }
}
