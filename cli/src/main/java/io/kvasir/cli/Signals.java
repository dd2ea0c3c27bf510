package io.kvasir.cli;

import java.lang.reflect.Proxy;
import java.util.Objects;

/**
 * Ctrl-C without the end of the process. Java has this only in {@code sun.misc}, of which compilers
 * warn, so it is looked up; where it is missing, Ctrl-C ends the process.
 */
final class Signals {

  private Signals() {}

  /** From now on {@code action} is what Ctrl-C does, in a thread of its own. */
  static void onInterrupt(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> Objects.equals(proxy, arguments[0]);
                    case "toString" -> "Ctrl-C";
                    default -> {
                      action.run();
                      yield null;
                    }
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handling);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return;
    }
  }
}
