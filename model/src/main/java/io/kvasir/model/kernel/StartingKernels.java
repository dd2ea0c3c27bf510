package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Kernels for a program that has just started. Code that uses the Vector API is thousands of times
 * slower until C2 has compiled it, and that takes about a second; scalar code is fast enough after
 * milliseconds. So every operation begins with the scalar kernels, while {@link WarmUp} makes C2
 * compile its vector form, and changes over when that has become faster. Both give the same bits,
 * so nobody can see the moment.
 */
final class StartingKernels implements Kernels {
  /**
   * Products with more multiplications than this wait for a warm-up that is on its way: scalar code
   * would take longer.
   */
  private static final long LARGE = 2_000_000;

  /** Elements; a model with smaller matrices is done before it is warm. */
  private static final long LARGE_MATRIX = 192_000;

  private static final int FUNCTION = 8; // an exponential costs about as many multiplications
  private static final int REDUCTION = 8; // and so does an element of a sum or maximum

  private final Kernels vector;
  private final Kernels scalar;
  private final WarmUp warmUp;
  private final Map<TensorType, WarmUp.Operation> one; // products with one token
  private final Map<TensorType, WarmUp.Operation> many; // products with several tokens
  private final Map<Activation, WarmUp.Operation> activations;
  private final WarmUp.Operation round = new WarmUp.Operation();
  private final WarmUp.Operation[] packedOne = packed();
  private final WarmUp.Operation[] packedMany = packed();
  private final WarmUp.Operation dots = new WarmUp.Operation();
  private final WarmUp.Operation blend = new WarmUp.Operation();
  private final WarmUp.Operation blendHalves = new WarmUp.Operation();
  private final WarmUp.Operation dot = new WarmUp.Operation();
  private final WarmUp.Operation sum = new WarmUp.Operation();
  private final WarmUp.Operation max = new WarmUp.Operation();
  private final WarmUp.Operation exp = new WarmUp.Operation();

  /**
   * Puts the two together.
   *
   * @param vector the kernels to use in the end
   * @param scalar kernels with the same number of lanes
   */
  StartingKernels(Kernels vector, Kernels scalar) {
    this.vector = vector;
    this.scalar = scalar;
    warmUp = new WarmUp(vector, scalar);
    one = operations(TensorType.class);
    many = operations(TensorType.class);
    activations = operations(Activation.class);
  }

  private static <E extends Enum<E>> Map<E, WarmUp.Operation> operations(Class<E> kinds) {
    Map<E, WarmUp.Operation> operations = new EnumMap<>(kinds);
    for (E kind : kinds.getEnumConstants()) {
      operations.put(kind, new WarmUp.Operation());
    }
    return operations;
  }

  private static <E> WarmUp.Operation of(Map<E, WarmUp.Operation> operations, E kind) {
    return Objects.requireNonNull(operations.get(kind));
  }

  /** Memory of both. */
  private record Both(Scratch vector, Scratch scalar) implements Scratch {}

  @Override
  public String name() {
    return vector.name();
  }

  @Override
  public int lanes() {
    return vector.lanes();
  }

  @Override
  public Scratch newScratch() {
    return new Both(vector.newScratch(), scalar.newScratch());
  }

  @Override
  public void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    matmul(w, fromRow, toRow, x, xAt, xStride, tokens, null, out, outAt, outStride, scratch);
  }

  @Override
  public void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      @Nullable MemorySegment panels,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    Both both = (Both) scratch;
    WarmUp.Operation operation = of(tokens == 1 ? one : many, w.type());
    if (!operation.warm) {
      long work = (long) (toRow - fromRow) * w.shape().cols() * tokens;
      if (operation.worth(work)) {
        warmUp.product(operation, w, tokens);
      }
      if (work > LARGE) {
        warmUp.product(of(one, w.type()), w, 1); // new tokens will follow the prompt
        operation.await();
      }
    }
    if (operation.warm) {
      vector.matmul(
          w, fromRow, toRow, x, xAt, xStride, tokens, panels, out, outAt, outStride, both.vector);
    } else {
      scalar.matmul(w, fromRow, toRow, x, xAt, xStride, tokens, out, outAt, outStride, both.scalar);
    }
  }

  @Override
  public int panels(Tensor w, int tokens) {
    return of(tokens == 1 ? one : many, w.type()).warm ? vector.panels(w, tokens) : 0;
  }

  @Override
  public long panelBytes(Tensor w, int tokens) {
    return vector.panelBytes(w, tokens);
  }

  @Override
  public void panels(
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      int cols,
      int fromPanel,
      int toPanel,
      MemorySegment to) {
    vector.panels(x, xAt, xStride, tokens, cols, fromPanel, toPanel, to);
  }

  @Override
  public void round(float[] x, int xAt, int xStride, int fromToken, int toToken, RoundedRows out) {
    long work = (long) FUNCTION * (toToken - fromToken) * out.cols;
    chosen(round, WarmUp.ROUND, work).round(x, xAt, xStride, fromToken, toToken, out);
  }

  @Override
  public void matmul(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    Both both = (Both) scratch;
    WarmUp.Operation operation = of(x.tokens == 1 ? packedOne : packedMany, w);
    if (!operation.warm) {
      long work = (long) (toGroup - fromGroup) * PackedRows.SIDE * w.cols() * x.tokens;
      if (operation.worth(work)) {
        warmUp.packed(operation, w, x.tokens);
      }
      if (work > LARGE) {
        warmUp.packed(operation, w, x.tokens);
        warmUp.packed(of(packedOne, w), w, 1); // new tokens will follow the prompt
        operation.await();
      }
    }
    if (operation.warm) {
      vector.matmul(w, fromGroup, toGroup, x, out, outAt, outStride, both.vector);
    } else {
      scalar.matmul(w, fromGroup, toGroup, x, out, outAt, outStride, both.scalar);
    }
  }

  @Override
  public void prepare(Tensor w) {
    warmUp.product(of(many, w.type()), w, 2);
    warmUp.product(of(one, w.type()), w, 1);
    warmUp.request(blend, WarmUp.BLEND);
  }

  @Override
  public void prepare(PackedRows w) {
    if ((long) w.rows() * w.cols() > LARGE_MATRIX) {
      warmUp.request(round, WarmUp.ROUND);
      warmUp.packed(of(packedMany, w), w, 2);
      warmUp.packed(of(packedOne, w), w, 1);
    }
  }

  /** Four bits without offsets, with them, and bytes: C2 compiles them apart. */
  private static WarmUp.Operation[] packed() {
    return new WarmUp.Operation[] {
      new WarmUp.Operation(), new WarmUp.Operation(), new WarmUp.Operation()
    };
  }

  private static WarmUp.Operation of(WarmUp.Operation[] operations, PackedRows w) {
    return operations[
        switch (w.layout()) {
          case HALVES -> w.offsets() ? 1 : 0;
          case BYTES -> 2;
        }];
  }

  private Kernels chosen(WarmUp.Operation operation, WarmUp.Try trial, long work) {
    if (operation.warm) {
      return vector;
    }
    if (operation.worth(work)) {
      warmUp.request(operation, trial);
    }
    return scalar;
  }

  @Override
  public void dots(
      float[] a,
      int aAt,
      int aStride,
      int n,
      float[] b,
      int bAt,
      int bStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    chosen(dots, WarmUp.DOTS, (long) n * m * width)
        .dots(a, aAt, aStride, n, b, bAt, bStride, m, width, out, outAt, outStride);
  }

  @Override
  public void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    chosen(blend, WarmUp.BLEND, (long) n * m * width)
        .blend(p, pAt, pStride, n, v, vAt, vStride, m, width, out, outAt, outStride);
  }

  @Override
  public void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      short[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    chosen(blendHalves, WarmUp.BLEND_HALVES, (long) n * m * width)
        .blend(p, pAt, pStride, n, v, vAt, vStride, m, width, out, outAt, outStride);
  }

  @Override
  public int touch(float[] a, int at, int count) {
    return blend.warm ? vector.touch(a, at, count) : 0;
  }

  @Override
  public int touch(short[] a, int at, int count) {
    return blendHalves.warm ? vector.touch(a, at, count) : 0;
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    return chosen(dot, WarmUp.DOT, n).dot(a, aAt, b, bAt, n);
  }

  @Override
  public float sum(float[] a, int at, int n) {
    return chosen(sum, WarmUp.SUM, (long) REDUCTION * n).sum(a, at, n);
  }

  @Override
  public float max(float[] a, int at, int n) {
    return chosen(max, WarmUp.MAX, (long) REDUCTION * n).max(a, at, n);
  }

  @Override
  public void exp(float[] a, int at, int n, float shift) {
    chosen(exp, WarmUp.EXP, (long) FUNCTION * n).exp(a, at, n, shift);
  }

  @Override
  public void activate(Activation activation, float[] a, int at, int n) {
    WarmUp.Operation operation = of(activations, activation);
    if (operation.warm) {
      vector.activate(activation, a, at, n);
      return;
    }
    if (operation.worth((long) FUNCTION * n)) {
      warmUp.request(operation, WarmUp.activation(activation));
    }
    scalar.activate(activation, a, at, n);
  }

  @Override
  public long multiplyAdds(int rounds, float[] sink, int at) {
    return vector.multiplyAdds(rounds, sink, at);
  }

  @Override
  public long read(MemorySegment data) {
    return vector.read(data);
  }
}
