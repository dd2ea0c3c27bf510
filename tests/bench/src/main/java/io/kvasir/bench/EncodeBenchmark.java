package io.kvasir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** English documents to ids, one after the other on one thread: documents per second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class EncodeBenchmark {
  private static final int COMPARED = 50;

  /** Which library. */
  @Param({"kvasir", "huggingface"})
  public String library = "";

  /** Which tokenizer, a folder of the shared fixtures. */
  @Param({"llama3", "qwen3"})
  public String tokenizer = "";

  private List<String> documents = List.of();
  private Contender contender = text -> new int[0];
  private int next;

  /** For JMH. */
  public EncodeBenchmark() {}

  /**
   * Opens both libraries and checks that they agree.
   *
   * @throws IOException if a fixture is missing
   */
  @Setup
  public void open() throws IOException {
    documents = EnglishText.documents();
    Path json = Contender.unpacked(tokenizer);
    contender = Contender.open(library, json);
    Contender other = Contender.open(library.equals("kvasir") ? "huggingface" : "kvasir", json);
    for (String document : documents.subList(0, COMPARED)) {
      if (!Arrays.equals(contender.encode(document), other.encode(document))) {
        throw new IllegalStateException("the libraries differ at " + document);
      }
    }
  }

  /**
   * One document of 4,000 chars.
   *
   * @return its ids
   */
  @Benchmark
  public int[] encode() {
    next = next + 1 < documents.size() ? next + 1 : 0;
    return contender.encode(documents.get(next));
  }
}
