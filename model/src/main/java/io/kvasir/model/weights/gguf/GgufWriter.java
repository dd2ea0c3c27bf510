package io.kvasir.model.weights.gguf;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.TensorType;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a GGUF file, version 3: first keys, then the names of all tensors, then their data in the
 * same order, in pieces of any size. The file appears under its name when {@link #finish} returns;
 * closed without it, nothing is left.
 *
 * <p>Input and output errors are thrown as {@link UncheckedIOException}; what is called in the
 * wrong order or does not fit as IllegalStateException or IllegalArgumentException.
 */
public final class GgufWriter implements AutoCloseable {
  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32; // the default of the format: needs no key
  private static final int BUFFER_BYTES = 1 << 20;

  private record Announced(String name, TensorType type, Shape shape) {
    long bytes() {
      return type.bytes(shape.elements());
    }
  }

  private final AtomicFile file;
  private final Arena arena = Arena.ofShared();
  private final GgufKeys keys;
  private final List<Announced> infos = new ArrayList<>();
  private final Set<String> tensorNames = new HashSet<>();
  private final MemorySegment buffer;
  private int current = -1; // tensor whose data is written; -1: the header is not
  private long left; // bytes of it that are to come

  private GgufWriter(Path path, GgufKeys keys) {
    this.keys = keys;
    file = new AtomicFile(path);
    buffer = arena.allocate(BUFFER_BYTES);
  }

  /**
   * Begins a file.
   *
   * @param path its name when finished; a file of this name is replaced then
   * @param keys metadata, complete
   * @return the writer
   */
  public static GgufWriter create(Path path, GgufKeys keys) {
    return new GgufWriter(path, keys);
  }

  /**
   * Announces a tensor.
   *
   * @param name its name
   * @param type format of its data
   * @param shape extent; a row is a whole number of blocks
   * @return this
   */
  public GgufWriter tensor(String name, TensorType type, Shape shape) {
    if (current >= 0) {
      throw new IllegalStateException("tensor " + name + " after the first data");
    }
    if (name.isEmpty() || !tensorNames.add(name)) {
      throw new IllegalArgumentException("tensor '" + name + "' is empty or was added before");
    }
    if (type.gguf() < 0 || shape.cols() % type.blockElements() != 0) {
      throw new IllegalArgumentException("tensor " + name + ": GGUF has no " + type + " " + shape);
    }
    infos.add(new Announced(name, type, shape));
    return this;
  }

  /**
   * Writes encoded data of the tensor whose turn it is.
   *
   * @param data bytes, at most the rest of the tensor
   */
  public void write(MemorySegment data) {
    advance(data.byteSize());
    for (long at = 0; at < data.byteSize(); at += BUFFER_BYTES) {
      file.write(data.asSlice(at, Math.min(BUFFER_BYTES, data.byteSize() - at)).asByteBuffer());
    }
    pad();
  }

  /**
   * Encodes elements of the tensor whose turn it is.
   *
   * @param values elements
   * @param at offset of the first
   * @param count number of elements, whole blocks, at most the rest of the tensor
   */
  public void write(float[] values, int at, int count) {
    TensorType type = infos.get(turn()).type();
    if (count % type.blockElements() != 0) {
      throw new IllegalArgumentException(count + " elements are not whole blocks of " + type);
    }
    advance(type.bytes(count));
    long filled = 0;
    for (int i = 0; i < count; i += type.blockElements()) {
      if (filled + type.blockBytes() > BUFFER_BYTES) {
        flush(filled);
        filled = 0;
      }
      type.codec().encode(values, at + i, buffer, filled);
      filled += type.blockBytes();
    }
    flush(filled);
    pad();
  }

  private void flush(long bytes) {
    file.write(buffer.asSlice(0, bytes).asByteBuffer());
  }

  /** The tensor whose turn it is; the first call writes the header. */
  private int turn() {
    if (current < 0) {
      header();
      current = 0;
      left = infos.isEmpty() ? 0 : infos.getFirst().bytes();
    }
    if (current == infos.size()) {
      throw new IllegalStateException("data after the last tensor");
    }
    return current;
  }

  private void advance(long bytes) {
    Announced info = infos.get(turn());
    if (bytes > left) {
      throw new IllegalArgumentException(
          "tensor " + info.name() + ": " + bytes + " bytes, but only " + left + " are left");
    }
    left -= bytes;
  }

  private void pad() {
    if (left > 0) {
      return;
    }
    file.write(ByteBuffer.allocate(padding(infos.get(current).bytes())));
    current++;
    left = current < infos.size() ? infos.get(current).bytes() : 0;
  }

  private static int padding(long bytes) {
    return (int) (-bytes & (ALIGNMENT - 1));
  }

  private void header() {
    GgufOutput out = new GgufOutput();
    out.u32(GgufFile.MAGIC).u32(VERSION).u64(infos.size()).u64(keys.count());
    out.raw(keys.bytes());
    long offset = 0;
    for (Announced info : infos) {
      Shape shape = info.shape();
      int dimensions = shape.depth() > 1 ? 3 : shape.rows() > 1 ? 2 : 1;
      out.string(info.name()).u32(dimensions).u64(shape.cols());
      if (dimensions > 1) {
        out.u64(shape.rows());
      }
      if (dimensions > 2) {
        out.u64(shape.depth());
      }
      out.u32(info.type().gguf()).u64(offset);
      offset += info.bytes() + padding(info.bytes());
    }
    out.raw(new byte[padding(out.size())]);
    file.write(ByteBuffer.wrap(out.toByteArray()));
  }

  /**
   * Completes the file and gives it its name.
   *
   * @throws IllegalStateException if data is missing
   */
  public void finish() {
    if (current < 0 && infos.isEmpty()) {
      header();
      current = 0;
    }
    if (current < infos.size()) {
      throw new IllegalStateException(
          "data is missing from tensor " + infos.get(Math.max(0, current)).name() + " on");
    }
    file.commit();
  }

  /** Removes the file if it was not finished. */
  @Override
  public void close() {
    arena.close();
    file.close();
  }
}
