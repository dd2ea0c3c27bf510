package io.kvasir.tools.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The losses of a training as a table: step, loss, loss of validation (or -), learning rate. */
final class LossLog {
  /**
   * One line.
   *
   * @param step steps that are done
   * @param loss of the step's batch
   * @param validation loss of texts that are not learned from; NaN where it was not measured
   * @param rate learning rate
   */
  record Line(int step, double loss, double validation, double rate) {
    private String text() {
      return String.format(
          Locale.ROOT,
          "%d\t%.5f\t%s\t%.3e",
          step,
          loss,
          Double.isNaN(validation) ? "-" : String.format(Locale.ROOT, "%.5f", validation),
          rate);
    }

    private static Line parse(String text) {
      String[] cells = text.split("\t", -1);
      return new Line(
          Integer.parseInt(cells[0]),
          Double.parseDouble(cells[1]),
          cells[2].equals("-") ? Double.NaN : Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]));
    }
  }

  private final Path file;
  private final List<Line> lines = new ArrayList<>();

  /** Reads what a training noted up to a step, and forgets what came after. */
  LossLog(Path file, int steps) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        for (String text : Files.readAllLines(file)) {
          Line line = Line.parse(text);
          if (line.step() <= steps) {
            lines.add(line);
          }
        }
      }
      Files.write(file, lines.stream().map(Line::text).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  void add(Line line) {
    lines.add(line);
    try {
      Files.writeString(file, line.text() + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  List<Line> lines() {
    return lines;
  }
}
