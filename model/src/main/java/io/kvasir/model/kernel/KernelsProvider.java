package io.kvasir.model.kernel;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the kernels of this machine: the Vector API's where its module is there, else the scalar
 * ones.
 */
public final class KernelsProvider {
  private static final String VECTOR = "io.kvasir.model.kernel.vector.VectorKernels";
  private static final String MODULE = "jdk.incubator.vector";

  private KernelsProvider() {}

  /**
   * The fastest kernels that run here. Without the Vector API a warning says so, once in the life
   * of the program.
   *
   * @return kernels, always the same, shared by threads and models
   */
  public static Kernels best() {
    return Best.KERNELS;
  }

  private static final class Best {
    static final Kernels KERNELS = choose();

    private static Kernels choose() {
      if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
        return scalar("start Java with --add-modules " + MODULE, null);
      }
      try {
        Kernels vector =
            Class.forName(VECTOR).asSubclass(Kernels.class).getDeclaredConstructor().newInstance();
        return new StartingKernels(vector, new ScalarKernels(vector.lanes()));
      } catch (InvocationTargetException e) {
        return scalar("the Vector API failed", e.getCause());
      } catch (ReflectiveOperationException | LinkageError e) {
        return scalar("the Vector API failed", e);
      }
    }

    private static Kernels scalar(String reason, @Nullable Throwable cause) {
      System.getLogger(KernelsProvider.class.getName())
          .log(
              Level.WARNING,
              "slow scalar kernels are in use, many times slower than vectors: " + reason,
              cause);
      return new ScalarKernels();
    }
  }
}
