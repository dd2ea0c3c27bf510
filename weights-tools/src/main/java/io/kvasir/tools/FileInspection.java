package io.kvasir.tools;

import io.kvasir.model.load.Inspection;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a weights file or a model folder holds: its tensors and metadata, and the model that they
 * make.
 */
public final class FileInspection implements AutoCloseable {
  /** What the file comes to. */
  public sealed interface Meaning {}

  /**
   * A model that can run.
   *
   * @param inspection family, resolved configuration, and what nothing reads
   */
  public record Model(Inspection inspection) implements Meaning {}

  /**
   * No model, or one that this version does not run.
   *
   * @param reason one line: file, what was found and what was wanted
   */
  public record Refused(String reason) implements Meaning {}

  private final TensorSource source;
  private final Meaning meaning;

  private FileInspection(TensorSource source, Meaning meaning) {
    this.source = source;
    this.meaning = meaning;
  }

  /**
   * Opens a file or folder.
   *
   * @param path what {@link TensorSource#open} takes
   * @return the inspection, to be closed
   * @throws ModelFormatException if the container is damaged or of a kind that is not read
   */
  public static FileInspection open(Path path) {
    return open(path, null);
  }

  /**
   * Opens a file or folder of a family that may be the user's own.
   *
   * @param path what {@link TensorSource#open} takes
   * @param familyFile a family's JSON to be used instead of the built-in ones, or null
   * @return the inspection, to be closed
   * @throws ModelFormatException if the container is damaged or of a kind that is not read
   */
  public static FileInspection open(Path path, @Nullable Path familyFile) {
    return new FileInspection(TensorSource.open(path), meaning(path, familyFile));
  }

  private static Meaning meaning(Path path, @Nullable Path familyFile) {
    try {
      return new Model(ModelLoader.inspect(path, LoadOptions.defaults().familyFile(familyFile)));
    } catch (ModelFormatException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Container, metadata and tensors.
   *
   * @return the opened source, valid until {@link #close}
   */
  public TensorSource source() {
    return source;
  }

  /**
   * What the file comes to.
   *
   * @return a model, or why there is none
   */
  public Meaning meaning() {
    return meaning;
  }

  @Override
  public void close() {
    source.close();
  }
}
