package io.kvasir.model.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the processor cores that this process may use; two hardware threads of one core count
 * once.
 */
final class Cores {
  private Cores() {}

  static int physical() {
    return physical(
        Runtime.getRuntime().availableProcessors(),
        Path.of("/proc/self/status"),
        Path.of("/sys/devices/system/cpu"));
  }

  /**
   * At most the processors that Java sees, which heeds the limits of a container.
   *
   * @param available processors that Java sees
   * @param status Linux's proc(5) status of this process: Cpus_allowed_list
   * @param cpus folder of Linux's sysfs: cpuN/topology/thread_siblings_list
   */
  static int physical(int available, Path status, Path cpus) {
    try {
      BitSet allowed = allowed(status);
      Set<String> cores = new HashSet<>();
      for (int cpu = allowed.nextSetBit(0); cpu >= 0; cpu = allowed.nextSetBit(cpu + 1)) {
        cores.add(
            Files.readString(cpus.resolve("cpu" + cpu + "/topology/thread_siblings_list")).strip());
      }
      return cores.isEmpty() ? available : Math.min(available, cores.size());
    } catch (IOException
        | IllegalArgumentException e) { // not Linux, or a Linux that hides it: no limit known
      return available;
    }
  }

  private static BitSet allowed(Path status) throws IOException {
    String prefix = "Cpus_allowed_list:";
    BitSet allowed = new BitSet();
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(prefix)) {
        for (String range : line.substring(prefix.length()).strip().split(",", -1)) {
          String[] ends = range.split("-", 2);
          int from = Integer.parseInt(ends[0].strip());
          allowed.set(from, Integer.parseInt(ends[ends.length - 1].strip()) + 1);
        }
      }
    }
    return allowed;
  }
}
