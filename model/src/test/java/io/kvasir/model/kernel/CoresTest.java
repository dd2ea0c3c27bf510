package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {
  @TempDir Path folder;

  /** Four cores with two threads each: cpu n and n+4 are one core. */
  @BeforeEach
  void writeTopology() throws IOException {
    for (int cpu = 0; cpu < 8; cpu++) {
      Path topology = Files.createDirectories(folder.resolve("cpu" + cpu + "/topology"));
      Files.writeString(
          topology.resolve("thread_siblings_list"), cpu % 4 + "," + (cpu % 4 + 4) + "\n");
    }
  }

  private int physical(int available, String allowed) throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\n");
    return Cores.physical(available, status, folder);
  }

  @Test
  void hardwareThreadsOfACoreCountOnce() throws IOException {
    assertThat(physical(8, "0-7")).isEqualTo(4);
  }

  @Test
  void limitsOfAContainerCount() throws IOException {
    assertThat(physical(2, "0-7")).isEqualTo(2);
    assertThat(physical(2, "0,4")).isEqualTo(1);
    assertThat(physical(3, "1-2,5")).isEqualTo(2);
  }

  @Test
  void whatIsNotLinuxHasNoOtherLimit() throws IOException {
    assertThat(Cores.physical(6, folder.resolve("missing"), folder)).isEqualTo(6);
    assertThat(physical(6, "nonsense")).isEqualTo(6);
    assertThat(physical(6, "0-63")).isEqualTo(6);
  }

  @Test
  void thisMachineHasACore() {
    assertThat(ParallelKernels.defaultThreads())
        .isBetween(1, Runtime.getRuntime().availableProcessors());
  }
}
