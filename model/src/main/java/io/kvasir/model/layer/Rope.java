package io.kvasir.model.layer;

import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.kernel.Rows;

/**
 * Rotary position encoding: pair i of each head at position p is turned by the angle p · f(i). With
 * (a, b) the pair: {@code (a·cos - b·sin, b·cos + a·sin)}, cosine and sine times the magnitude (Su
 * et al. 2021).
 */
final class Rope {
  private final RopeConfig config;
  private final Workspace.Buffer table; // (rows, width): cosines, then sines

  Rope(RopeConfig config, int number, Workspace workspace) {
    this.config = config;
    this.table = workspace.buffer("rope " + number, config.width());
  }

  RopeConfig config() {
    return config;
  }

  /** Fills the table of cosines and sines for the rows of a step; once per step, for all layers. */
  void prepare(Step step) {
    Rows rows = table.rows();
    int pairs = config.width() / 2;
    for (int row = 0; row < step.rows(); row++) {
      RopeConfig.Angles angles = config.angles(step.sequenceOfRow(row).capacity());
      int at = rows.at(row);
      for (int i = 0; i < pairs; i++) {
        // The angle is rounded to float, as the original implementations do.
        float angle = step.position(row) * angles.inverseFrequency(i);
        rows.data[at + i] = (float) StrictMath.cos(angle) * angles.magnitude();
        rows.data[at + pairs + i] = (float) StrictMath.sin(angle) * angles.magnitude();
      }
    }
  }

  /** Turns the heads of one row in place; the first width floats of each head. */
  void turn(int row, float[] x, int at, int heads, int headWidth) {
    Rows rows = table.rows();
    int cos = rows.at(row);
    int pairs = config.width() / 2;
    for (int head = 0; head < heads; head++) {
      switch (config.pairs()) {
        case HALVES -> halves(x, at + head * headWidth, rows.data, cos, pairs);
        case NEIGHBOURS -> neighbours(x, at + head * headWidth, rows.data, cos, pairs);
      }
    }
  }

  private static void halves(float[] x, int at, float[] table, int cos, int pairs) {
    for (int i = 0; i < pairs; i++) {
      float a = x[at + i];
      float b = x[at + pairs + i];
      float c = table[cos + i];
      float s = table[cos + pairs + i];
      x[at + i] = a * c - b * s;
      x[at + pairs + i] = b * c + a * s;
    }
  }

  private static void neighbours(float[] x, int at, float[] table, int cos, int pairs) {
    for (int i = 0; i < pairs; i++) {
      float a = x[at + 2 * i];
      float b = x[at + 2 * i + 1];
      float c = table[cos + i];
      float s = table[cos + pairs + i];
      x[at + 2 * i] = a * c - b * s;
      x[at + 2 * i + 1] = b * c + a * s;
    }
  }
}
