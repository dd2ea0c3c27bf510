package io.kvasir.model.observe;

/** Which position of which sequence each row of a step belongs to. */
public interface RowMap {
  /**
   * Rows in this step.
   *
   * @return at least 1
   */
  int rows();

  /**
   * The slice of a row.
   *
   * @param row index of the row
   * @return index in the list of slices that was passed to the decoder
   */
  int slice(int row);

  /**
   * The position of a row in its sequence.
   *
   * @param row index of the row
   * @return position, 0 for the first token
   */
  int position(int row);
}
