package io.kvasir.cli;

import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.AttentionTarget;
import io.kvasir.model.observe.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Heads that do a certain thing in a text: the mean weight that each gives to the target keys. */
final class FoundHeads {

  /**
   * A kind of head.
   *
   * @param name of the kind
   * @param meaning what such a head does
   * @param best the best heads, best first; none if no query of the text had a target
   */
  record Kind(String name, String meaning, List<Head> best) {}

  /**
   * A head and its score.
   *
   * @param layer number of the layer
   * @param head query head
   * @param score mean weight on the targets, 0 to 1
   * @param queries how many had targets
   */
  record Head(int layer, int head, double score, int queries) {}

  private FoundHeads() {}

  static List<Kind> in(ExplainedPass pass, int most) {
    int[] ids = Arrays.copyOf(pass.ids, pass.positions);
    return List.of(
        kind(
            "previous token",
            "looks at the token before",
            best(pass, AttentionTarget.previousToken(), most)),
        kind(
            "first token",
            "leaves the weight that it has no use for there",
            best(pass, AttentionTarget.sink(), most)),
        kind(
            "duplicate token",
            "looks at earlier copies of the same token",
            best(pass, AttentionTarget.duplicateToken(ids), most)),
        kind(
            "induction",
            "looks behind earlier copies of the same token: what came next there?",
            best(pass, AttentionTarget.induction(ids), most)));
  }

  private static Kind kind(String name, String meaning, List<Head> best) {
    return new Kind(name, meaning, best);
  }

  private static List<Head> best(ExplainedPass pass, AttentionTarget target, int most) {
    List<Head> heads = new ArrayList<>();
    for (int layer = 0; layer < pass.layers.size(); layer++) {
      for (int head = 0; head < pass.trace.heads(layer); head++) {
        Head found = score(pass.trace, target, layer, head, pass.positions);
        if (found.queries() > 0) {
          heads.add(found);
        }
      }
    }
    heads.sort(Comparator.comparingDouble(Head::score).reversed());
    return heads.subList(0, Math.min(most, heads.size()));
  }

  private static Head score(
      Trace trace, AttentionTarget target, int layer, int head, int positions) {
    double sum = 0;
    int queries = 0;
    for (int query = 0; query < positions; query++) {
      AttentionRow row = trace.row(layer, head, query);
      if (row == null) {
        continue;
      }
      boolean any = false;
      for (int key = row.firstKey(); key < row.firstKey() + row.seen() && !any; key++) {
        any = target.test(query, key);
      }
      for (int i = 0; i < row.size(); i++) {
        sum += target.test(query, row.key(i)) ? row.weight(i) : 0;
      }
      queries += any ? 1 : 0;
    }
    return new Head(layer, head, queries == 0 ? 0 : sum / queries, queries);
  }
}
