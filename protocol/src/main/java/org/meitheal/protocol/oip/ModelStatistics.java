package org.meitheal.protocol.oip;

import java.util.List;
import java.util.Map;

/** {@code GET /v2/models[/{m}]/stats}, as in Triton's statistics extension. */
public record ModelStatistics(List<Model> modelStats) {
  /**
   * @param lastInference milliseconds since 1970, 0 before the first
   * @param inferenceCount batch items
   * @param executionCount runs of the model
   */
  public record Model(
      String name,
      String version,
      long lastInference,
      long inferenceCount,
      long executionCount,
      InferenceStats inferenceStats,
      Map<String, Object> responseStats,
      List<BatchStats> batchStats,
      List<MemoryUsage> memoryUsage) {}

  /** How often, and how long in all. */
  public record Times(long count, long ns) {
    public static final Times NONE = new Times(0, 0);
  }

  public record InferenceStats(
      Times success,
      Times fail,
      Times queue,
      Times computeInput,
      Times computeInfer,
      Times computeOutput,
      Times cacheHit,
      Times cacheMiss) {}

  public record BatchStats(
      long batchSize, Times computeInput, Times computeInfer, Times computeOutput) {}

  public record MemoryUsage(String type, long id, long byteSize) {}
}
