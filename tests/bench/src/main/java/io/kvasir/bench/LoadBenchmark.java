package io.kvasir.bench;

import java.io.IOException;
import java.nio.file.Path;
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

/** The first reading of a tokenizer.json in a fresh virtual machine, and a first short text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class LoadBenchmark {
  /** Which library. */
  @Param({"kvasir", "huggingface"})
  public String library = "";

  /** Which tokenizer, a folder of the shared fixtures. */
  @Param({"llama3", "qwen3"})
  public String tokenizer = "";

  private Path json = Path.of("");

  /** For JMH. */
  public LoadBenchmark() {}

  /**
   * Unpacks the file.
   *
   * @throws IOException if the fixture is missing
   */
  @Setup
  public void unpack() throws IOException {
    json = Contender.unpacked(tokenizer);
  }

  /**
   * Loads once.
   *
   * @return the ids of a short text
   * @throws IOException if the file cannot be read
   */
  @Benchmark
  public int[] load() throws IOException {
    return Contender.open(library, json).encode("Hello, world");
  }
}
