package io.kvasir.tools.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("torch")
class MuonTest {
  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray random(int rows, int columns) {
    Random random = new Random(5);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * (1 + i / columns); // rows of unlike size
    }
    return manager.create(values, new Shape(rows, columns));
  }

  /** The iteration leaves singular values between about 0.7 and 1.2, whatever they were. */
  @ParameterizedTest
  @CsvSource({"8, 8", "8, 24", "24, 8"})
  void anUpdateHasSingularValuesOfAboutOne(int rows, int columns) {
    NDArray gradient = random(rows, columns);
    Muon muon = new Muon(gradient, manager);

    NDArray update = muon.update(gradient, 0).div(0.2 * Math.sqrt(Math.max(rows, columns)));

    int rank = Math.min(rows, columns);
    NDArray wide = rows > columns ? update.transpose() : update;
    double[] squares = squaredSingularValues(wide.matMul(wide.transpose()).toFloatArray(), rank);
    for (double square : squares) {
      assertThat(Math.sqrt(square)).isBetween(0.6, 1.3);
    }
  }

  @Test
  void theUpdatePointsAlongTheGradient() {
    NDArray gradient = random(8, 24);

    NDArray update = new Muon(gradient, manager).update(gradient, 0);

    assertThat(update.mul(gradient).sum().getFloat()).isPositive();
  }

  @Test
  void momentumOutlivesItsGradient() {
    NDArray gradient = random(8, 8);
    Muon muon = new Muon(gradient, manager);
    muon.update(gradient, 0);

    NDArray later = muon.update(manager.zeros(gradient.getShape()), 1);

    assertThat(later.square().sum().getFloat()).isPositive();
    assertThat(muon.state()).containsOnlyKeys("momentum");
  }

  /** Eigenvalues of a symmetric matrix, by Jacobi's rotations. */
  private static double[] squaredSingularValues(float[] symmetric, int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      a[i / n][i % n] = symmetric[i];
    }
    for (int sweep = 0; sweep < 50; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, p, q);
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return values;
  }

  private static void rotate(double[][] a, int p, int q) {
    double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    for (double[] row : a) {
      double left = row[p];
      row[p] = c * left - s * row[q];
      row[q] = s * left + c * row[q];
    }
    for (int i = 0; i < a.length; i++) {
      double upper = a[p][i];
      a[p][i] = c * upper - s * a[q][i];
      a[q][i] = s * upper + c * a[q][i];
    }
  }
}
