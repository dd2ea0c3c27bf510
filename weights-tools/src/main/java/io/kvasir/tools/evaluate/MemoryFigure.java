package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.tools.train.TrainingText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of what the model tells stands word for word in what it was trained on. */
final class MemoryFigure {
  private static final int WINDOW = 60; // tokens
  private static final double MOST = 0.2;
  private static final long BASE = 0x9E3779B97F4A7C15L; // of the rolling hash, odd
  private static final long TOP = power(WINDOW);

  private MemoryFigure() {}

  static Figure of(Kvasir kvasir, List<String> texts) {
    List<Long> windows = new ArrayList<>();
    for (String text : texts) {
      int[] ids = kvasir.tokenizer().encode(text, false, false);
      long[] wide = new long[ids.length];
      for (int i = 0; i < ids.length; i++) {
        wide[i] = ids[i];
      }
      hashes(wide, windows::add);
    }
    Set<Long> missing = new HashSet<>(windows);
    Set<Long> wanted = Set.copyOf(missing);
    TrainingText.windows(kvasir.tokenizer()).forEachOrdered(w -> hashes(w, missing::remove));
    long found = windows.stream().filter(h -> wanted.contains(h) && !missing.contains(h)).count();
    return Figure.atMost(
        "windows of " + WINDOW + " tokens that stand in the training text",
        windows.isEmpty() ? 0 : (double) found / windows.size(),
        MOST);
  }

  private interface HashConsumer {
    void accept(Long hash);
  }

  /** The hash of every window of a text (Karp and Rabin 1987). */
  private static void hashes(long[] ids, HashConsumer consumer) {
    long hash = 0;
    for (int i = 0; i < ids.length; i++) {
      hash = hash * BASE + ids[i] + 1;
      if (i >= WINDOW) {
        hash -= TOP * (ids[i - WINDOW] + 1);
      }
      if (i >= WINDOW - 1) {
        consumer.accept(hash);
      }
    }
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
