package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which earlier token each head looks at most from the last one. */
final class HeadLooks {

  private HeadLooks() {}

  static String of(Kvasir kvasir, String text) {
    int[] ids = kvasir.tokenizer().encode(text, true, false);
    TreeMap<Integer, List<String>> rows = new TreeMap<>(); // by layer: a cell for each head
    kvasir.observe(
        ids,
        Ablation.NONE,
        new Observer() {
          @Override
          public boolean wantsAttention(int layer) {
            return true;
          }

          @Override
          public void attention(
              int layer, int head, int slice, int at, float[] weights, int first, int count) {
            if (at == ids.length - 1) {
              int most = 0;
              for (int i = 1; i < count; i++) {
                most = weights[i] > weights[most] ? i : most;
              }
              String token = Measures.quoted(kvasir, ids[first + most]);
              rows.computeIfAbsent(layer, l -> new ArrayList<>())
                  .add(token + Measures.say(" %.2f", weights[most]));
            }
          }
        });
    List<String> titles = new ArrayList<>(List.of("from the last token"));
    int heads = rows.values().stream().mapToInt(List::size).max().orElse(0);
    for (int h = 0; h < heads; h++) {
      titles.add("head " + h);
    }
    Table table = new Table(1 + heads, titles.toArray(String[]::new));
    rows.forEach((layer, cells) -> {
      List<String> row = new ArrayList<>(List.of("layer " + layer));
      row.addAll(cells);
      table.row(row);
    });
    return table.text(false);
  }
}
