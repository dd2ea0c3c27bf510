package io.kvasir.model;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.state.CacheType;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a model is opened.
 *
 * @param threads threads that compute, at least 1; empty takes the physical cores
 * @param context the most positions of a text, at least 1 and not above the model's; empty takes
 *     the smaller of the model's and 4096
 * @param activations how activations enter products with weights that are Q4_0, Q4_1, Q4_K or Q6_K:
 *     {@code float}; {@code int8}, which is faster and rounds them to eight bits; or {@code auto},
 *     which is {@code int8} if there is memory for a packed copy of these weights
 * @param cacheType type of the cached keys and values: {@code f32}, or {@code f16} for half the
 *     memory
 * @param familyFile description of the model's family, instead of a built-in one; null for none
 * @param lenient whether tensors that the model does not use are only warned of
 */
public record OpenOptions(
    OptionalInt threads,
    OptionalInt context,
    String activations,
    String cacheType,
    @Nullable Path familyFile,
    boolean lenient) {
  private static final OpenOptions DEFAULTS =
      new OpenOptions(OptionalInt.empty(), OptionalInt.empty(), "auto", "f32", null, false);

  /** Checks the values: {@link IllegalArgumentException} that names the value. */
  public OpenOptions {
    atLeastOne("threads", threads);
    atLeastOne("context", context);
    Activations.of(activations); // or it fails
    CacheType.of(cacheType); // or it fails
  }

  private static void atLeastOne(String name, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw new IllegalArgumentException(name + " " + value.getAsInt() + ", wanted at least 1");
    }
  }

  /**
   * All cores, a context of at most 4096, the fastest numeric mode, a built-in family, and every
   * tensor in use.
   *
   * @return the options
   */
  public static OpenOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same with a number of threads.
   *
   * @param value at least 1
   * @return a copy
   */
  public OpenOptions threads(int value) {
    return new OpenOptions(
        OptionalInt.of(value), context, activations, cacheType, familyFile, lenient);
  }

  /**
   * The same with a context.
   *
   * @param value positions, at least 1
   * @return a copy
   */
  public OpenOptions context(int value) {
    return new OpenOptions(
        threads, OptionalInt.of(value), activations, cacheType, familyFile, lenient);
  }

  /**
   * The same with a numeric mode.
   *
   * @param value {@code auto}, {@code float} or {@code int8}
   * @return a copy
   */
  public OpenOptions activations(String value) {
    return new OpenOptions(threads, context, value, cacheType, familyFile, lenient);
  }

  /**
   * The same with a type of the cache.
   *
   * @param value {@code f32} or {@code f16}
   * @return a copy
   */
  public OpenOptions cacheType(String value) {
    return new OpenOptions(threads, context, activations, value, familyFile, lenient);
  }

  /**
   * The same with a description of the family.
   *
   * @param value a JSON file
   * @return a copy
   */
  public OpenOptions familyFile(Path value) {
    return new OpenOptions(threads, context, activations, cacheType, value, lenient);
  }

  /**
   * The same with tensors that the model does not use refused or not.
   *
   * @param value whether they are only warned of
   * @return a copy
   */
  public OpenOptions lenient(boolean value) {
    return new OpenOptions(threads, context, activations, cacheType, familyFile, value);
  }
}
