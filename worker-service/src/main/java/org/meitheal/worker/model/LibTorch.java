package org.meitheal.worker.model;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;

/** How this worker uses libtorch. */
public final class LibTorch {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "ai.djl.offline", "true", // nothing is fetched while running
          "ai.djl.pytorch.num_threads", "1", // a lane computes in its own thread, and only there
          "ai.djl.pytorch.num_interop_threads", "1");

  private LibTorch() {}

  /** Sets what DJL reads when it loads, where the command line has not set it. */
  public static void configure() {
    PROPERTIES.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
  }

  /**
   * Sets what libtorch keeps for each thread; to be called first in every lane's.
   *
   * <p>The graph optimiser is off: once warm it gains nothing for these segments, and it makes the
   * first run of a new input shape slower (docs/adr/0004).
   */
  public static void prepareThread() {
    ai.djl.engine.Engine.getEngine("PyTorch");
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }
}
