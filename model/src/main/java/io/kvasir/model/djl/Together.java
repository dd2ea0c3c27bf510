package io.kvasir.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;

/** Puts the requests of a batch side by side, so that the engine decodes them together. */
final class Together implements Batchifier {
  static final Together INSTANCE = new Together();
  private static final long serialVersionUID = 1;

  private Together() {}

  @Override
  public NDList batchify(NDList[] inputs) {
    NDList all = new NDList();
    for (NDList input : inputs) {
      all.addAll(input);
    }
    return all;
  }

  @Override
  public NDList[] unbatchify(NDList outputs) {
    return outputs.stream().map((NDArray output) -> new NDList(output)).toArray(NDList[]::new);
  }
}
