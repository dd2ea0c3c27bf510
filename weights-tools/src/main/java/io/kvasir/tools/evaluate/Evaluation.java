package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Measures what the README states about the embedded model. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Measures; the same model and extent give the same figures.
   *
   * @param path of the model
   * @param extent how much
   * @param figures takes each as soon as it is known
   * @param stories takes the continued openings, at the end
   * @param now hears what is being measured
   */
  public static void run(
      Path path,
      Extent extent,
      Consumer<Figure> figures,
      Consumer<Openings.Told> stories,
      Consumer<String> now) {
    try (Kvasir kvasir = Kvasir.open(path, OpenOptions.defaults().threads(1))) {
      now.accept("the loss of " + extent.unseen() + " unseen stories");
      figures.accept(LossFigure.of(kvasir, extent.unseen()));
      IntConsumer told = n -> now.accept(n + " of " + extent.samples() + " stories are told");
      Samples samples = Samples.tell(kvasir, extent.samples(), Samples.PLAIN, told);
      samples.figures().forEach(figures);
      Samples.tell(kvasir, extent.samples(), Samples.USUAL, told).figures().forEach(figures);
      now.accept("the checker");
      CheckerFigures.all().forEach(figures);
      now.accept("pronouns");
      PronounFigures.of(kvasir, extent.pairs()).forEach(figures);
      now.accept("heads");
      HeadFigures.of(kvasir, extent.pairs()).forEach(figures);
      if (extent.memory()) {
        now.accept("whether samples stand in the training text");
        figures.accept(MemoryFigure.of(kvasir, samples.texts()));
      }
      now.accept("openings");
      Openings.tell(kvasir).forEach(stories);
    }
  }
}
