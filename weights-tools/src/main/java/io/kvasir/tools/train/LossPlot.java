package io.kvasir.tools.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Draws the losses of a training as SVG. */
final class LossPlot {
  private static final int WIDTH = 800; // user units
  private static final int HEIGHT = 400;
  private static final int MARGIN = 50;
  private static final double SMOOTH = 0.98; // of the running mean

  private final int steps;
  private final double highest;

  private LossPlot(int steps, double highest) {
    this.steps = steps;
    this.highest = highest;
  }

  /** Writes the plot; a file of this name is replaced. */
  static void write(List<LossLog.Line> lines, Path file) {
    int steps = lines.isEmpty() ? 1 : lines.getLast().step();
    double highest = lines.stream().mapToDouble(LossLog.Line::loss).max().orElse(1);
    try {
      Files.writeString(file, new LossPlot(steps, highest).svg(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private String svg(List<LossLog.Line> lines) {
    StringBuilder text = new StringBuilder();
    try (Formatter out = new Formatter(text, Locale.ROOT)) {
      out.format(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"12\""
              + " font-family=\"sans-serif\">%n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
          WIDTH, HEIGHT, WIDTH, HEIGHT);
      for (int loss = 0; loss <= highest; loss++) {
        out.format(
            "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\">%d</text>%n",
            MARGIN, y(loss), WIDTH - MARGIN, MARGIN - 20, y(loss) + 4, loss);
      }
      curve(out, lines);
      for (LossLog.Line line : lines) {
        if (!Double.isNaN(line.validation())) {
          out.format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#c40\"/>%n",
              x(line.step()), y(line.validation()));
        }
      }
      out.format(
          "<text x=\"%d\" y=\"%d\">%d steps; line: loss in nats per token, smoothed; dots:"
              + " validation</text>%n</svg>%n",
          MARGIN, HEIGHT - 15, steps);
    }
    return text.toString();
  }

  private void curve(Formatter out, List<LossLog.Line> lines) {
    out.format("<polyline fill=\"none\" stroke=\"#06c\" points=\"");
    double mean = Double.NaN;
    int every = Math.max(1, lines.size() / 1000);
    for (int i = 0; i < lines.size(); i++) {
      double loss = lines.get(i).loss();
      mean = Double.isNaN(mean) ? loss : SMOOTH * mean + (1 - SMOOTH) * loss;
      if (i % every == 0) {
        out.format("%.1f,%.1f ", x(lines.get(i).step()), y(mean));
      }
    }
    out.format("\"/>%n");
  }

  private double x(int step) {
    return MARGIN + (double) (WIDTH - 2 * MARGIN) * step / steps;
  }

  private double y(double loss) {
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * loss / highest;
  }
}
