package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;
import io.kvasir.tokenizer.table.Trie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The unigram language model (Kudo 2018): of all ways to cut a piece into tokens, the one with the
 * largest sum of log-probabilities, found by Viterbi's algorithm from left to right.
 */
public final class Unigram extends PieceModel {
  /** Log-probability of an unknown character, below the least of all tokens (SentencePiece). */
  private static final double UNKNOWN_PENALTY = 10;

  private final Trie trie;

  /** (size) log-probabilities. */
  private final double[] scores;

  private final double unknownScore;

  /**
   * Puts a model together.
   *
   * @param table the tokens
   * @param scores (size) log-probabilities
   * @param usable (size) whether a token may be found in a text
   * @param leastScore the least log-probability
   * @param fallback for characters without a token
   */
  public Unigram(
      TokenTable table, double[] scores, boolean[] usable, double leastScore, Fallback fallback) {
    super(table, fallback);
    this.scores = scores;
    this.unknownScore = leastScore - UNKNOWN_PENALTY;
    this.trie = new Trie(table.size() * 4);
    for (int id = 0; id < table.size(); id++) {
      if (usable[id] && table.has(id)) {
        trie.add(table.text(id), id);
      }
    }
  }

  /** The best way to each place of a piece. */
  private static final class Paths {
    /** (length + 1) the best sum of log-probabilities up to a place. */
    double[] score = new double[64];

    /** (length + 1) where the last token of that way begins, or -1 if no way is known. */
    int[] start = new int[64];

    /** (length + 1) that token, or -1 for an unknown character. */
    int[] token = new int[64];

    void begin(int length) {
      if (length >= score.length) {
        score = new double[length + 1];
        start = new int[length + 1];
        token = new int[length + 1];
      }
      score[0] = 0;
      Arrays.fill(start, 0, length + 1, -1);
    }

    void offer(int from, int to, int id, double sum) {
      if (start[to] < 0 || sum > score[to]) {
        score[to] = sum;
        start[to] = from;
        token[to] = id;
      }
    }
  }

  @Override
  public PieceSink onto(Ids ids, Work work) {
    Paths paths = new Paths();
    return (text, from, to, first) -> {
      if (from < to) {
        paths.begin(to - from);
        walk(text, from, to, paths, work);
        emit(text, from, to - from, paths, ids);
      }
    };
  }

  private void walk(char[] text, int from, int to, Paths paths, Work work) {
    int width;
    for (int at = from; at < to; at += width) {
      width = Character.isHighSurrogate(text[at]) ? 2 : 1;
      double so = paths.score[at - from];
      boolean single = false;
      int node = 0;
      int end = at;
      while (end < to && (node = trie.step(node, text[end])) >= 0) {
        end++;
        int id = trie.value(node);
        if (id >= 0) {
          paths.offer(at - from, end - from, id, scores[id] + so);
          single |= end - at == width;
        }
      }
      work.add(end - at + 1);
      if (!single) {
        paths.offer(at - from, at - from + width, -1, unknownScore + so);
      }
    }
  }

  /**
   * Goes back along the best way, then emits it forward; neighbouring unknown characters are one.
   */
  private void emit(char[] text, int from, int length, Paths paths, Ids ids) {
    int[] ends = new int[length];
    int count = 0;
    for (int end = length; end > 0; end = paths.start[end]) {
      ends[count++] = end;
    }
    int unknownFrom = -1;
    for (int i = count - 1; i >= 0; i--) {
      int end = ends[i];
      if (paths.token[end] < 0) {
        unknownFrom = unknownFrom < 0 ? paths.start[end] : unknownFrom;
      } else {
        if (unknownFrom >= 0) {
          emitUnknown(text, from + unknownFrom, from + paths.start[end], ids);
          unknownFrom = -1;
        }
        ids.add(paths.token[end]);
      }
    }
    if (unknownFrom >= 0) {
      emitUnknown(text, from + unknownFrom, from + length, ids);
    }
  }

  private void emitUnknown(char[] text, int from, int to, Ids ids) {
    int whole = table().find(text, from, to);
    if (whole >= 0) {
      ids.add(whole);
      return;
    }
    String unknown = new String(text, from, to - from);
    int[] bytes = fallback().bytes(unknown.getBytes(StandardCharsets.UTF_8));
    if (bytes.length > 0) {
      ids.addAll(bytes);
    } else if (fallback().unknown() >= 0) {
      ids.add(fallback().unknown());
    }
  }
}
