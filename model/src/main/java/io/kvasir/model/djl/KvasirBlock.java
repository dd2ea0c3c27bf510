package io.kvasir.model.djl;

import ai.djl.inference.streaming.StreamingBlock;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.Generation;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests in, texts out, both wrapped as arrays. */
final class KvasirBlock extends AbstractSymbolBlock implements StreamingBlock {
  private final Kvasir kvasir;

  KvasirBlock(Kvasir kvasir) {
    this.kvasir = kvasir;
  }

  static NDList wrap(Object value) {
    return new NDList(new PassthroughNDArray(value));
  }

  static Object unwrap(NDArray array) {
    return ((PassthroughNDArray) array).getObject();
  }

  private static Request request(NDArray array) {
    return (Request) unwrap(array);
  }

  /** The weights are Kvasir's own: DJL sees none. */
  @Override
  public ParameterList getDirectParameters() {
    return new ParameterList();
  }

  /** All requests of a batch have the same options: they come from one translator. */
  @Override
  protected NDList forwardInternal(
      @Nullable ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    List<Request> requests = inputs.stream().map(KvasirBlock::request).toList();
    List<String> texts =
        kvasir.generateAll(
            requests.stream().map(Request::prompt).toList(), requests.getFirst().options());
    NDList outputs = new NDList();
    texts.forEach(text -> outputs.add(new PassthroughNDArray(text)));
    return outputs;
  }

  @Override
  public Iterator<NDList> forwardStreamIter(
      @Nullable ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    Request request = request(inputs.singletonOrThrow());
    Generation generation = kvasir.start(request.prompt(), request.options());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return generation.hasNext();
      }

      @Override
      public NDList next() {
        return wrap(generation.next().text());
      }
    };
  }
}
