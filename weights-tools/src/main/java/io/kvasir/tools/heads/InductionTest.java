package io.kvasir.tools.heads;

import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.HeadScores;
import java.util.List;
import java.util.Random;

/**
 * Whether the heads that look like induction are what lets a model repeat: its loss on random words
 * and on the same words again, whole, with these heads switched off, and with as many others off.
 */
public final class InductionTest {
  private static final long SEED = 5; // texts that the search has not seen
  private static final int HEADS = 2;
  private static final int TEXTS = 4;

  private final Kvasir kvasir;
  private final SearchExtent extent;

  /**
   * Loss in nats per token.
   *
   * @param off heads that were switched off
   * @param first of the words when they are new
   * @param again of the same words when they are repeated
   */
  public record Loss(List<Ablation.Head> off, double first, double again) {
    /** Copies the list. */
    public Loss {
      off = List.copyOf(off);
    }
  }

  /**
   * What came out.
   *
   * @param whole the model as it is
   * @param withoutInduction without the heads of the best induction scores
   * @param withoutOthers without as many of the worst
   */
  public record Result(Loss whole, Loss withoutInduction, Loss withoutOthers) {}

  /**
   * Prepares the test.
   *
   * @param kvasir the model
   * @param extent how many texts of what length
   */
  public InductionTest(Kvasir kvasir, SearchExtent extent) {
    this.kvasir = kvasir;
    this.extent = extent;
  }

  /**
   * Runs it.
   *
   * @param induction scores of all heads, the best first
   * @return losses, always the same for a model
   */
  public Result run(List<HeadScores.Score> induction) {
    int count = Math.min(HEADS, induction.size());
    List<HeadScores.Score> worst = induction.subList(induction.size() - count, induction.size());
    return new Result(
        loss(List.of()), loss(heads(induction.subList(0, count))), loss(heads(worst)));
  }

  private static List<Ablation.Head> heads(List<HeadScores.Score> scores) {
    return scores.stream().map(s -> new Ablation.Head(s.layer(), s.head())).toList();
  }

  private Loss loss(List<Ablation.Head> off) {
    Random random = new Random(SEED);
    RepeatedText text = new RepeatedText(kvasir);
    int texts = Math.min(TEXTS, extent.repeated());
    int half = extent.half();
    int first = text.first();
    double[] sums = new double[2];
    for (int i = 0; i < texts; i++) {
      int[] ids = text.next(random, half);
      kvasir.logits(
          ids,
          Ablation.ofHeads(off),
          (position, logits, at, length) -> {
            int next = position + 1;
            // The first word of each half follows what does not tell it, so neither counts.
            if (next > first && next < ids.length && next != first + half) {
              sums[next < first + half ? 0 : 1] -= LogSoftmax.of(logits, at, length, ids[next]);
            }
          });
    }
    double counted = (double) texts * (half - 1);
    return new Loss(off, sums[0] / counted, sums[1] / counted);
  }
}
