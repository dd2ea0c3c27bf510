package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kvasir.model.kernel.ScalarKernels;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a file costs the same whatever its size. */
class OpenLargeTest {
  private static final int LAYERS = 24;
  private static final int WIDTH = 2048;
  private static final int INNER = 5632;
  private static final int VOCABULARY = 32000;

  @TempDir private Path folder;
  private final ByteBuffer header = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
  private long data; // bytes of all tensors

  @Test
  void aFileOfTwoAndAHalfGigabytesOpensInMilliseconds() throws IOException {
    Path file = write();
    LoadOptions options = LoadOptions.defaults().threads(1).kernels(new ScalarKernels());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ModelLoader.open(file, options).close(); // loads the classes

    long bytes = thread.getCurrentThreadAllocatedBytes();
    long start = thread.getCurrentThreadCpuTime(); // time of this thread: others may be busy
    try (LoadedModel model = ModelLoader.open(file, options)) {
      assertThat(model.config().layers()).hasSize(LAYERS);
      assertThat(model.source().bytes()).isGreaterThan(2_400_000_000L);
    }

    assertThat(thread.getCurrentThreadCpuTime() - start).isLessThan(200_000_000);
    assertThat(thread.getCurrentThreadAllocatedBytes() - bytes).isLessThan(16 << 20);
  }

  /** A sparse file: the header of a decoder in F16, and zeros that take no room. */
  private Path write() throws IOException {
    header.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    header.putLong(3 + 9 * LAYERS).putLong(8);
    text("general.architecture").putInt(8);
    text("llama");
    number("block_count", LAYERS);
    number("context_length", 4096);
    number("embedding_length", WIDTH);
    number("feed_forward_length", INNER);
    number("attention.head_count", 32);
    number("attention.head_count_kv", 8);
    text("llama.attention.layer_norm_rms_epsilon").putInt(6).putFloat(1e-5f);
    tensor("token_embd.weight", WIDTH, VOCABULARY);
    tensor("output.weight", WIDTH, VOCABULARY);
    tensor("output_norm.weight", WIDTH, 1);
    for (int layer = 0; layer < LAYERS; layer++) {
      String name = "blk." + layer + ".";
      tensor(name + "attn_norm.weight", WIDTH, 1);
      tensor(name + "ffn_norm.weight", WIDTH, 1);
      tensor(name + "attn_q.weight", WIDTH, WIDTH);
      tensor(name + "attn_k.weight", WIDTH, WIDTH / 4);
      tensor(name + "attn_v.weight", WIDTH, WIDTH / 4);
      tensor(name + "attn_output.weight", WIDTH, WIDTH);
      tensor(name + "ffn_gate.weight", WIDTH, INNER);
      tensor(name + "ffn_up.weight", WIDTH, INNER);
      tensor(name + "ffn_down.weight", INNER, WIDTH);
    }
    Path file = folder.resolve("large.gguf");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(header.array(), 0, header.position());
      out.setLength((header.position() + 31) / 32 * 32L + data);
    }
    return file;
  }

  private ByteBuffer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return header.putLong(bytes.length).put(bytes);
  }

  private void number(String key, int value) {
    text("llama." + key).putInt(4).putInt(value);
  }

  /** A vector of F32 or a matrix of F16, with the length of a row first. */
  private void tensor(String name, int cols, int rows) {
    boolean vector = rows == 1;
    text(name).putInt(vector ? 1 : 2).putLong(cols);
    if (!vector) {
      header.putLong(rows);
    }
    header.putInt(vector ? 0 : 1).putLong(data);
    data += (long) cols * rows * (vector ? 4 : 2);
  }
}
