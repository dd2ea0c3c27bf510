package io.kvasir.model.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** Tells DJL of the engine; named as a service. */
public final class KvasirEngineProvider implements EngineProvider {
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
