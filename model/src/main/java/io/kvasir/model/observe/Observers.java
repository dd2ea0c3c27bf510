package io.kvasir.model.observe;

import io.kvasir.model.kernel.Rows;

/** Several observers as one. */
final class Observers implements Observer {
  private final Observer[] observers;

  Observers(Observer[] observers) {
    this.observers = observers;
  }

  @Override
  public boolean wantsAttention(int layer) {
    boolean wanted = false;
    for (Observer observer : observers) {
      wanted |= observer.wantsAttention(layer);
    }
    return wanted;
  }

  @Override
  public void scores(
      int layer, int head, int slice, int position, float[] scores, int firstKey, int keys) {
    for (Observer observer : observers) {
      if (observer.wantsAttention(layer)) {
        observer.scores(layer, head, slice, position, scores, firstKey, keys);
      }
    }
  }

  @Override
  public void attention(
      int layer, int head, int slice, int position, float[] weights, int firstKey, int keys) {
    for (Observer observer : observers) {
      if (observer.wantsAttention(layer)) {
        observer.attention(layer, head, slice, position, weights, firstKey, keys);
      }
    }
  }

  @Override
  public void stage(Stage stage, int layer, RowMap map, Rows values) {
    for (Observer observer : observers) {
      observer.stage(stage, layer, map, values);
    }
  }

  @Override
  public void logits(int slice, int position, Rows logits, int row) {
    for (Observer observer : observers) {
      observer.logits(slice, position, logits, row);
    }
  }
}
