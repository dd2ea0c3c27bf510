package io.kvasir.tools.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("torch")
class OptimizerTest {
  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** What a head looks at is learned by AdamW, what it does with it by Muon. */
  @Test
  void everyArrayHasTheRuleOfItsKind() {
    ModelSize size = new ModelSize(320, 32, 1, 2, 1, 16, 64, 96);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    size.shapes().forEach((name, shape) -> arrays.put(name, manager.zeros(new Shape(shape))));

    Map<String, NDArray> state = new Optimizer(arrays, manager, 0.1, 1).state();

    String layer = "layers.0.";
    for (String muon :
        new String[] {
          layer + "attention.value.weight",
          layer + "attention.output.weight",
          layer + "feed_forward.gate.weight",
          layer + "feed_forward.up.weight",
          layer + "feed_forward.down.weight"
        }) {
      assertThat(state).containsKeys("weight." + muon, "momentum." + muon);
      arrays.remove(muon);
    }
    for (String adam : arrays.keySet()) {
      assertThat(state).containsKeys("weight." + adam, "mean." + adam);
      assertThat(state).doesNotContainKey("momentum." + adam);
    }
  }
}
