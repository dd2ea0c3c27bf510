package io.kvasir.tools.train;

/** Hears how a training goes; called on the thread that trains. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A step is done.
   *
   * @param step how many are done
   * @param steps how many there will be
   * @param loss mean of -ln p over the step's tokens
   * @param tokensPerSecond lately
   */
  default void step(int step, int steps, double loss, double tokensPerSecond) {}

  /**
   * Something worth a line, such as the size of the vocabulary or a loss of validation.
   *
   * @param line without a newline
   */
  default void note(String line) {}

  /**
   * The model as it is now has told something.
   *
   * @param step how many are done
   * @param story its text
   */
  default void sample(int step, String story) {}

  /**
   * Asked before every step.
   *
   * @return whether the training should stop here; it can be taken up again
   */
  default boolean stops() {
    return false;
  }
}
