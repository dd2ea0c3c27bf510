package io.kvasir.model.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/**
 * Tells DJL of the engine; named as a service.
 *
 * <p>On an Amazon machine DJL reports the machine's id, its version and the engine when it starts
 * (ai.djl.util.Ec2Utils), and on any other it asks the address of Amazon's metadata. It does so
 * after the engines have been found, so that this class can opt out of it in time.
 */
public final class KvasirEngineProvider implements EngineProvider {
  private static final String OPT_OUT = "OPT_OUT_TRACKING";

  static {
    if (System.getProperty(OPT_OUT) == null) { // the environment goes before it in any case
      System.setProperty(OPT_OUT, "true");
    }
  }

  private static final class Holder {
    static final Engine ENGINE = new KvasirEngine();
  }

  /** For the service loader. */
  public KvasirEngineProvider() {}

  @Override
  public String getEngineName() {
    return KvasirEngine.NAME;
  }

  @Override
  public int getEngineRank() {
    return KvasirEngine.RANK;
  }

  @Override
  public Engine getEngine() {
    return Holder.ENGINE;
  }
}
