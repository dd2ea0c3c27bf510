package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import java.nio.file.Path;
import java.util.function.Consumer;

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
   */
  public static void run(
      Path path, Extent extent, Consumer<Figure> figures, Consumer<Openings.Told> stories) {
    try (Kvasir kvasir = Kvasir.open(path, OpenOptions.defaults().threads(1))) {
      figures.accept(LossFigure.of(kvasir, extent.unseen()));
      Samples samples = Samples.tell(kvasir, extent.samples());
      samples.figures().forEach(figures);
      CheckerFigures.all().forEach(figures);
      PronounFigures.of(kvasir, extent.pairs()).forEach(figures);
      HeadFigures.of(kvasir, extent.pairs()).forEach(figures);
      if (extent.memory()) {
        figures.accept(MemoryFigure.of(kvasir, samples.texts()));
      }
      Openings.tell(kvasir).forEach(stories);
    }
  }
}
