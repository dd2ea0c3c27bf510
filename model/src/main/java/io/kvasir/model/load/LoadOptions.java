package io.kvasir.model.load;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.KernelsProvider;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.state.CacheType;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model is loaded.
 *
 * @param threads threads that compute, at least 1
 * @param kernels the arithmetic of one thread
 * @param familyFile a family's JSON to be used instead of the built-in ones, or null
 * @param lenient whether tensors that nothing uses are a note instead of an error
 * @param cacheType how caches hold keys and values
 * @param activations how activations enter products; empty takes the faster way
 */
public record LoadOptions(
    int threads,
    Kernels kernels,
    @Nullable Path familyFile,
    boolean lenient,
    CacheType cacheType,
    Optional<Activations> activations) {
  /** Checks the number. */
  public LoadOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: found " + threads + ", wanted at least 1");
    }
  }

  /**
   * One thread for each core, the fastest kernels, built-in families, strict.
   *
   * @return the options
   */
  public static LoadOptions defaults() {
    return new LoadOptions(
        ParallelKernels.defaultThreads(),
        KernelsProvider.best(),
        null,
        false,
        CacheType.F32,
        Optional.empty());
  }

  /**
   * The same with a number of threads.
   *
   * @param value threads that compute, at least 1
   * @return a copy
   */
  public LoadOptions threads(int value) {
    return new LoadOptions(value, kernels, familyFile, lenient, cacheType, activations);
  }

  /**
   * The same with given kernels.
   *
   * @param value the arithmetic of one thread
   * @return a copy
   */
  public LoadOptions kernels(Kernels value) {
    return new LoadOptions(threads, value, familyFile, lenient, cacheType, activations);
  }

  /**
   * The same with a family from a file.
   *
   * @param value a family's JSON, or null for the built-in ones
   * @return a copy
   */
  public LoadOptions familyFile(@Nullable Path value) {
    return new LoadOptions(threads, kernels, value, lenient, cacheType, activations);
  }

  /**
   * The same, lenient or not.
   *
   * @param value whether unused tensors are a note instead of an error
   * @return a copy
   */
  public LoadOptions lenient(boolean value) {
    return new LoadOptions(threads, kernels, familyFile, value, cacheType, activations);
  }

  /**
   * The same with a type of the cache.
   *
   * @param value how keys and values are held
   * @return a copy
   */
  public LoadOptions cacheType(CacheType value) {
    return new LoadOptions(threads, kernels, familyFile, lenient, value, activations);
  }

  /**
   * The same with a numeric mode.
   *
   * @param value how activations enter products
   * @return a copy
   */
  public LoadOptions activations(Activations value) {
    return new LoadOptions(threads, kernels, familyFile, lenient, cacheType, Optional.of(value));
  }
}
