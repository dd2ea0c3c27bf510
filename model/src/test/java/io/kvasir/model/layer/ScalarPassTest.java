package io.kvasir.model.layer;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first law for the scalar kernels, which have no width. */
class ScalarPassTest {
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("io.kvasir.model.layer.SamePassTest#models")
  void scalarKernelsKeepTheLawToo(String name, ModelConfig config, TensorType type) {
    Kernels scalar = new ScalarKernels();
    int[] text = Arrays.copyOf(SamePassTest.TOKENS, 80);
    try (Decoder two = RandomModels.decoder(config, type, scalar, 2);
        Decoder one = RandomModels.decoder(config, type, scalar, 1)) {
      int[][] decoded = SamePassTest.inChunks(two, text, 1, Observer.NONE);
      SamePassTest.assertSame(SamePassTest.inChunks(two, text, 80, Observer.NONE), decoded);
      SamePassTest.assertSame(SamePassTest.inChunks(one, text, 33, Observer.NONE), decoded);
    }
  }
}
