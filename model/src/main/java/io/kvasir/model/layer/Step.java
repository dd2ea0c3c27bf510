package io.kvasir.model.layer;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.RowMap;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;

/**
 * The rows that go through all blocks together: runs of neighbouring positions, each of one
 * sequence. It is filled anew for every step.
 */
final class Step implements RowMap {
  private final int maxRows;
  private int rows;
  private int runs;
  private final int[] tokens;
  private final int[] positions;
  private final int[] runOfRow;
  private final Slice[] slices; // of a run
  private final int[] sliceNumbers; // of a run
  private final int[] firstRows; // of a run
  private final int[] counts; // of a run
  private final int[] ends; // of a run: the position after the last token of its whole slice
  private Observer observer = Observer.NONE;
  private Ablation ablation = Ablation.NONE;

  Step(int maxRows) {
    this.maxRows = maxRows;
    tokens = new int[maxRows];
    positions = new int[maxRows];
    runOfRow = new int[maxRows];
    slices = new Slice[maxRows];
    sliceNumbers = new int[maxRows];
    firstRows = new int[maxRows];
    counts = new int[maxRows];
    ends = new int[maxRows];
  }

  void clear(Observer newObserver, Ablation newAblation) {
    rows = 0;
    runs = 0;
    observer = newObserver;
    ablation = newAblation;
  }

  /** Adds as many of a slice's tokens as fit, from a token on; returns how many were added. */
  int add(Slice slice, int sliceNumber, int done) {
    int count = Math.min(slice.length() - done, maxRows - rows);
    if (count == 0) {
      return 0;
    }
    slices[runs] = slice;
    sliceNumbers[runs] = sliceNumber;
    firstRows[runs] = rows;
    counts[runs] = count;
    ends[runs] = slice.sequence().length() + slice.length() - done;
    for (int i = 0; i < count; i++, rows++) {
      tokens[rows] = slice.token(done + i);
      positions[rows] = slice.sequence().length() + i;
      runOfRow[rows] = runs;
    }
    runs++;
    return count;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int slice(int row) {
    return sliceNumbers[runOfRow[row]];
  }

  @Override
  public int position(int row) {
    return positions[row];
  }

  int token(int row) {
    return tokens[row];
  }

  int[] tokens() {
    return tokens;
  }

  int run(int row) {
    return runOfRow[row];
  }

  int endPosition(int run) {
    return ends[run];
  }

  int runs() {
    return runs;
  }

  int firstRow(int run) {
    return firstRows[run];
  }

  int count(int run) {
    return counts[run];
  }

  Slice sliceOfRun(int run) {
    return slices[run];
  }

  Sequence sequence(int run) {
    return slices[run].sequence();
  }

  Sequence sequenceOfRow(int row) {
    return slices[runOfRow[row]].sequence();
  }

  Ablation ablation() {
    return ablation;
  }

  Observer observer() {
    return observer;
  }

  void observe(Stage stage, int layer, Rows values) {
    observer.stage(stage, layer, this, values);
  }
}
