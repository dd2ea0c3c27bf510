package io.kvasir.model.load;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** -e^x of each element: the decay rate A of a recurrence, whose file stores log(-A). */
record DecayRule(TensorRule of) implements TensorRule {
  @Override
  public boolean present(TensorScope scope) {
    return of.present(scope);
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor stored : of.find(scope)) {
      float[] x = FileTensors.floats(List.of(stored));
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) -Math.exp(x[i]);
      }
      MemorySegment copy = scope.files().copy(stored.name() + " decay", 4L * x.length);
      MemorySegment.copy(x, 0, copy, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, x.length);
      Shape shape = stored.shape();
      result.add(new Tensor(stored.name(), TensorType.F32, shape, copy));
    }
    return result;
  }
}
