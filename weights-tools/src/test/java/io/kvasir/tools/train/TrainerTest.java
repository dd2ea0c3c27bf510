package io.kvasir.tools.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small recipe, trained for real. */
@Tag("torch")
class TrainerTest {
  private static final Recipe SMALL =
      new Recipe(
          new ModelSize(300, 32, 2, 2, 1, 16, 64, 96),
          7,
          50,
          12,
          3,
          192,
          2,
          24,
          48,
          3,
          5e-3,
          4,
          16,
          6,
          0.1,
          1,
          4,
          2);

  @TempDir Path folder;

  private byte[] trained(String name, Recipe recipe) throws IOException {
    Path file = folder.resolve(name + ".gguf");
    Trainer.train(recipe, file, folder.resolve(name), TrainingListener.NONE);
    return Files.readAllBytes(file);
  }

  @Test
  void theSameRecipeMakesTheSameFile() throws IOException {
    assertThat(trained("one", SMALL)).isEqualTo(trained("two", SMALL));
  }

  @Test
  void aTrainingThatIsTakenUpAgainMakesTheSameFile() throws IOException {
    byte[] whole = trained("whole", SMALL);
    Path parts = folder.resolve("parts");

    Trainer.trainTo(SMALL, parts, 5, TrainingListener.NONE);
    Trainer.trainTo(SMALL, parts, 8, TrainingListener.NONE);
    Trainer.trainTo(SMALL, parts, 10, TrainingListener.NONE); // amid the steps that sharpen
    byte[] joined = trained("parts", SMALL);

    assertThat(joined).isEqualTo(whole);
    assertThat(parts.resolve("losses.tsv"))
        .hasSameTextualContentAs(folder.resolve("whole/losses.tsv"));
  }

  @Test
  void anotherSeedMakesAnotherFile() throws IOException {
    assertThat(trained("seven", SMALL)).isNotEqualTo(trained("eight", SMALL.withSeed(8)));
  }

  @Test
  void theLossFalls() {
    List<Double> losses = new ArrayList<>();
    Trainer.train(
        SMALL,
        folder.resolve("m.gguf"),
        folder.resolve("m"),
        new TrainingListener() {
          @Override
          public void step(int step, int steps, double loss, double tokensPerSecond) {
            losses.add(loss);
          }
        });

    assertThat(losses).hasSize(12);
    assertThat(losses.getFirst()).isCloseTo(Math.log(300), within(0.3));
    assertThat(losses.getLast()).isLessThan(losses.getFirst() - 0.2);
    assertThat(folder.resolve("m/loss.svg")).content().contains("<polyline", "<circle", "12 steps");
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  @Test
  void theFileLoadsAndTells() {
    Path file = folder.resolve("told.gguf");
    Trainer.train(SMALL, file, folder.resolve("told"), TrainingListener.NONE);

    try (Kvasir kvasir = Kvasir.open(file)) {
      assertThat(kvasir.config().context()).isEqualTo(96);
      assertThat(kvasir.generate("Once", GenerateOptions.defaults().seed(1))).isNotEmpty();
    }
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefused() {
    Path parts = folder.resolve("other");
    Trainer.trainTo(SMALL, parts, 1, TrainingListener.NONE);
    Recipe longer = SMALL.withSteps(13);

    assertThatThrownBy(() -> Trainer.trainTo(longer, parts, 2, TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            parts.resolve("checkpoint.gguf")
                + ": training of another recipe: steps: found 12, wanted 13; another folder begins"
                + " anew");
  }

  /** A corpus that changed makes another vocabulary of the same recipe. */
  @Test
  void aCheckpointWhoseArraysDoNotFitIsRefused() throws IOException {
    Path parts = Files.createDirectory(folder.resolve("unfit"));
    Map<String, float[]> arrays = Map.of("weight.embedding.weight", new float[] {1});
    Checkpoint.write(parts.resolve("checkpoint.gguf"), SMALL, 1, arrays);

    assertThatThrownBy(() -> Trainer.trainTo(SMALL, parts, 2, TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("the checkpoint is of another corpus or version: .+ does not fit");
  }

  @Test
  void aTrainingThatIsStoppedIsTakenUpWhereItStopped() throws IOException {
    byte[] whole = trained("unstopped", SMALL);
    Path file = folder.resolve("stopped.gguf");
    List<Integer> steps = new ArrayList<>();
    TrainingListener stopsOnce =
        new TrainingListener() {
          private boolean stopped;

          @Override
          public void step(int step, int all, double loss, double tokensPerSecond) {
            steps.add(step);
          }

          @Override
          public boolean stops() {
            boolean now = !stopped && steps.size() == 7;
            stopped |= now;
            return now;
          }
        };

    assertThat(Trainer.train(SMALL, file, folder.resolve("stopped"), stopsOnce)).isFalse();
    assertThat(file).doesNotExist();
    assertThat(Trainer.train(SMALL, file, folder.resolve("stopped"), stopsOnce)).isTrue();

    assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aFinishedTrainingWritesItsFileAgain() throws IOException {
    byte[] first = trained("again", SMALL);
    Files.delete(folder.resolve("again.gguf"));

    assertThat(trained("again", SMALL)).isEqualTo(first);
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "x");

    assertThatThrownBy(() -> Trainer.trainTo(SMALL, taken, 1, TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessage(taken + ": found a file, wanted a folder");
  }
}
