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

  private Map<String, NDArray> arrays() {
    ModelSize size = new ModelSize(320, 32, 1, 2, 1, 16, 64, 96);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    size.shapes().forEach((name, shape) -> arrays.put(name, manager.ones(new Shape(shape))));
    return arrays;
  }

  private static Recipe recipe(int muonFrom) {
    ModelSize size = new ModelSize(320, 32, 1, 2, 1, 16, 64, 96);
    return new Recipe(
        size, 7, 60, 100, 0, 192, 2, 24, 48, 3, 5e-3, 10, 133, muonFrom, 0.1, 1, 16, 2);
  }

  /** The matrices of the blocks are learned by Muon, the table and the norms are not. */
  @Test
  void everyArrayHasTheRuleOfItsKind() {
    Map<String, NDArray> state = new Optimizer(arrays(), manager, recipe(20)).state();

    arrays()
        .forEach((name, array) -> {
          boolean matrix = name.startsWith("layers") && array.getShape().dimension() == 2;
          assertThat(state).containsKeys("weight." + name, "mean." + name, "square." + name);
          assertThat(state.containsKey("momentum." + name)).as(name).isEqualTo(matrix);
        });
    assertThat(state.keySet().stream().filter(name -> name.startsWith("momentum"))).hasSize(7);
  }

  /** Until its step comes, the rule is AdamW to the last bit; then it is Muon, in full swing. */
  @Test
  void muonTakesOverWithTheMeanGradientOfAdamW() {
    NDArray gradient = manager.randomNormal(new Shape(8, 8));
    AdamWThenMuon rule = new AdamWThenMuon(gradient, manager, 2);
    AdamW adamW = new AdamW(gradient, manager);
    Muon muon = new Muon(gradient, manager);

    for (int step = 0; step < 2; step++) {
      assertThat(rule.update(gradient, step).toFloatArray())
          .containsExactly(adamW.update(gradient, step).toFloatArray());
    }
    muon.begin(adamW.mean());
    for (int step = 2; step < 4; step++) {
      assertThat(rule.update(gradient, step).toFloatArray())
          .containsExactly(muon.update(gradient, step).toFloatArray());
    }
  }
}
