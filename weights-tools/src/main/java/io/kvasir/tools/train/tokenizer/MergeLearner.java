package io.kvasir.tools.train.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The words as ids of tokens, and how often each two neighbours stand together in them. */
final class MergeLearner {
  /** Two neighbours that stood together so often when this was noted; maybe no longer. */
  private record Candidate(long pair, long count) {}

  private static final Comparator<Candidate> ORDER =
      Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair);

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<TrainedVocabulary.Merge> merges = new ArrayList<>();
  private final List<int[]> words = new ArrayList<>(); // ids of each word's tokens
  private final List<Long> wordCounts = new ArrayList<>();
  private final Map<Long, Long> counts = new HashMap<>(); // by pair
  private final Map<Long, Set<Integer>> places = new HashMap<>(); // words by pair, a superset
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

  MergeLearner(String end, Map<String, Long> counted) {
    add(end);
    ByteAlphabet.all().forEach(this::add);
    counted.forEach((word, count) -> {
      words.add(word.chars().map(c -> id(String.valueOf((char) c))).toArray());
      wordCounts.add(count);
      count(words.size() - 1, 1);
    });
    counts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
  }

  private int add(String token) {
    ids.put(token, tokens.size());
    tokens.add(token);
    return tokens.size() - 1;
  }

  private int id(String token) {
    Integer id = ids.get(token);
    return id == null ? add(token) : id;
  }

  List<String> tokens() {
    return tokens;
  }

  List<TrainedVocabulary.Merge> merges() {
    return merges;
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  /** Adds the pairs of a word, or takes them away. */
  private void count(int word, int sign) {
    int[] symbols = words.get(word);
    long weight = sign * wordCounts.get(word);
    for (int i = 1; i < symbols.length; i++) {
      long pair = pair(symbols[i - 1], symbols[i]);
      counts.merge(pair, weight, Long::sum);
      if (sign > 0) {
        places.computeIfAbsent(pair, p -> new LinkedHashSet<>()).add(word);
      }
    }
  }

  /** How often the most frequent neighbours stand together; 0 if there are none. */
  long bestCount() {
    while (!queue.isEmpty()) {
      Candidate best = queue.element();
      long now = counts.getOrDefault(best.pair(), 0L);
      if (now == best.count()) {
        return now;
      }
      queue.remove();
      if (now > 0) {
        queue.add(new Candidate(best.pair(), now));
      }
    }
    return 0;
  }

  /** Joins the most frequent neighbours; {@link #bestCount} comes before. */
  void merge() {
    long pair = queue.remove().pair();
    int left = (int) (pair >>> 32);
    int right = (int) pair;
    merges.add(new TrainedVocabulary.Merge(tokens.get(left), tokens.get(right)));
    int joined = id(tokens.get(left) + tokens.get(right));
    Set<Integer> where = places.remove(pair);
    Set<Long> changed = new LinkedHashSet<>();
    for (int word : where == null ? Set.<Integer>of() : where) {
      count(word, -1);
      words.set(word, join(words.get(word), left, right, joined));
      count(word, 1);
      int[] symbols = words.get(word);
      for (int i = 1; i < symbols.length; i++) {
        if (symbols[i - 1] == joined || symbols[i] == joined) {
          changed.add(pair(symbols[i - 1], symbols[i]));
        }
      }
    }
    counts.remove(pair);
    changed.forEach(p -> queue.add(new Candidate(p, counts.getOrDefault(p, 0L))));
  }

  private static int[] join(int[] symbols, int left, int right, int joined) {
    int[] out = new int[symbols.length];
    int length = 0;
    for (int i = 0; i < symbols.length; i++) {
      boolean here = i + 1 < symbols.length && symbols[i] == left && symbols[i + 1] == right;
      out[length++] = here ? joined : symbols[i];
      i += here ? 1 : 0;
    }
    return Arrays.copyOf(out, length);
  }
}
