package io.kvasir.model.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.passthrough.PassthroughNDManager;
import org.jspecify.annotations.Nullable;

/** An engine that generates text and has no arrays of its own. */
final class KvasirEngine extends Engine {
  static final String NAME = "Kvasir";

  /** DJL takes the engine of the least rank where none is named: those with arrays go first. */
  static final int RANK = 14;

  @Override
  public @Nullable Engine getAlternativeEngine() {
    return null;
  }

  @Override
  public String getEngineName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return RANK;
  }

  @Override
  public String getVersion() {
    String version = KvasirEngine.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }

  @Override
  public boolean hasCapability(String capability) {
    return false;
  }

  @Override
  public Model newModel(String name, @Nullable Device device) {
    return new KvasirModel(name, newBaseManager());
  }

  @Override
  public NDManager newBaseManager() {
    return newBaseManager(Device.cpu());
  }

  @Override
  public NDManager newBaseManager(@Nullable Device device) {
    return new PassthroughNDManager(this, Device.cpu());
  }
}
