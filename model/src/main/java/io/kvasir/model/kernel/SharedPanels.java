package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Activations of several tokens in the order in which products read them fastest, made once, by all
 * threads, for all products that share them.
 */
final class SharedPanels {
  private static final int ALIGNMENT = 64; // of a cache line, so that no vector crosses one

  private final Kernels kernels;
  private final Workers workers;
  private final Job job = new Job();
  private MemorySegment[] memory = new MemorySegment[0];

  SharedPanels(Kernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
  }

  /** Makes the panels of a list. */
  void prepare(Products products) {
    int used = 0;
    for (int i = 0; i < products.size; i++) {
      products.panels[i] = null;
      Tensor w = products.weights[i];
      int panels = kernels.panels(w, products.tokens[i]);
      if (panels == 0 || products.rounded[i] != null) {
        continue;
      }
      int same = products.before(i, products.panels);
      if (same >= 0) {
        products.panels[i] = products.panels[same];
      } else {
        MemorySegment to = room(used++, kernels.panelBytes(w, products.tokens[i]));
        job.make(products, i, panels, to);
        products.panels[i] = to;
      }
    }
  }

  private MemorySegment room(int index, long bytes) {
    if (index == memory.length) {
      memory = Arrays.copyOf(memory, index + 1);
      memory[index] = MemorySegment.NULL;
    }
    if (memory[index].byteSize() < bytes) {
      memory[index] = Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }
    return memory[index];
  }

  /** The panels of a product, one by one. */
  private final class Job implements Workers.Job {
    private @Nullable Products products;
    private MemorySegment to = MemorySegment.NULL;
    private int index;

    void make(Products list, int i, int panels, MemorySegment memory) {
      products = list;
      index = i;
      to = memory;
      try {
        workers.run(panels, this);
      } finally {
        products = null;
        to = MemorySegment.NULL;
      }
    }

    @Override
    public void run(int panel, int worker) {
      Products list = products;
      if (list == null) {
        throw new IllegalStateException("no products");
      }
      Rows x = list.inputs[index];
      kernels.panels(
          x.data,
          x.at(list.inputRow[index]),
          x.cols,
          list.tokens[index],
          list.weights[index].shape().cols(),
          panel,
          panel + 1,
          to);
    }
  }
}
