package io.kvasir.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.sample.Sampler;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.weights.TensorType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a steady decode takes from the heap, on all threads that compute. While the JIT compiler is
 * still at work it makes a few objects of its own: so a thousand tokens are decoded until they took
 * nothing. What takes even one byte per thousand tokens never comes to that. After a round that
 * took something it rests: on a busy machine, all rounds might else be over before the compiler is.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 100;
  private static final long REST = 50_000_000; // nanoseconds

  @ParameterizedTest
  @EnumSource(names = {"F32", "Q8_0"})
  void decoderAndSamplerAllocateNothingOverAThousandTokens(TensorType type) {
    assertThat(bytesPerThousandTokens(type, new ScalarKernels())).contains(0L);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "Q8_0"})
  void vectorKernelsAllocateNothingEither(TensorType type) {
    assertThat(bytesPerThousandTokens(type, new VectorKernels())).contains(0L);
  }

  private static List<Long> bytesPerThousandTokens(TensorType type, Kernels kernels) {
    List<Long> others = LongStream.of(THREADS.getAllThreadIds()).boxed().toList();
    try (Decoder decoder = TinyModels.random(100, 32, type, kernels, 2)) {
      long[] workers =
          LongStream.of(THREADS.getAllThreadIds()).filter(id -> !others.contains(id)).toArray();
      assertThat(workers).isNotEmpty();
      Sampler sampler = SamplerSpec.defaults().repetitionPenalty(1.1).seed(1).sampler(100);
      int[] token = {1};
      List<Long> rounds = new ArrayList<>();
      do {
        Sequence sequence = decoder.newSequence(2_000);
        sequence.reserve(2_000);
        List<Slice> pass = List.of(Slice.of(sequence, token, Slice.Want.LAST));
        decode(decoder, pass, sampler, token, 1_000);
        long before = bytes(workers);
        decode(decoder, pass, sampler, token, 1_000);
        rounds.add(bytes(workers) - before);
        if (rounds.getLast() > 0) {
          LockSupport.parkNanos(REST);
        }
      } while (rounds.getLast() > 0 && rounds.size() < ROUNDS);
      return rounds;
    }
  }

  private static void decode(
      Decoder decoder, List<Slice> pass, Sampler sampler, int[] token, int tokens) {
    for (int i = 0; i < tokens; i++) {
      decoder.forward(pass, Observer.NONE);
      Sequence sequence = pass.getFirst().sequence();
      token[0] = sampler.sample(sequence.logits().data, 0, SamplerObserver.NONE);
      sampler.accept(token[0]);
    }
  }

  private static long bytes(long[] workers) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    for (long worker : workers) {
      bytes += THREADS.getThreadAllocatedBytes(worker);
    }
    return bytes;
  }
}
