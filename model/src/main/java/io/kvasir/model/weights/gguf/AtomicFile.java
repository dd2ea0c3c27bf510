package io.kvasir.model.weights.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A file that appears under its name only when it is complete; until then it lies beside it. */
final class AtomicFile implements AutoCloseable {
  private final Path path;
  private final Path part;
  private final FileChannel channel;
  private boolean done;

  AtomicFile(Path path) {
    this.path = path;
    String suffix =
        "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + ".part";
    this.part = path.resolveSibling(path.getFileName() + suffix);
    try {
      channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the bytes durable and gives the file its name, in place of one that has it. */
  void commit() {
    try {
      channel.force(true);
      channel.close();
      try {
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      }
      done = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what was not committed. */
  @Override
  public void close() {
    if (done) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
