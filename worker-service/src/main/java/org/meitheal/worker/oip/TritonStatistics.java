package org.meitheal.worker.oip;

import java.util.List;
import java.util.Map;
import org.meitheal.protocol.oip.ModelStatistics;
import org.meitheal.protocol.oip.ModelStatistics.BatchStats;
import org.meitheal.protocol.oip.ModelStatistics.InferenceStats;
import org.meitheal.protocol.oip.ModelStatistics.Times;
import org.meitheal.worker.model.ModelStatistics.Batch;
import org.meitheal.worker.model.ModelStatistics.Snapshot;
import org.meitheal.worker.model.ModelStatistics.Total;
import org.meitheal.worker.model.ServedModel;

/** This worker's counts in the shape of Triton's statistics extension. */
final class TritonStatistics {
  private TritonStatistics() {}

  static ModelStatistics of(List<ServedModel> models) {
    return new ModelStatistics(models.stream().map(TritonStatistics::of).toList());
  }

  private static ModelStatistics.Model of(ServedModel model) {
    Snapshot counts = model.statistics().snapshot();
    return new ModelStatistics.Model(
        model.manifest().name(),
        model.manifest().version(),
        counts.lastInferenceMs(),
        counts.inferences(),
        counts.executions(),
        new InferenceStats(
            times(counts.success()),
            times(counts.fail()),
            times(counts.queue()),
            times(counts.input()),
            times(counts.compute()),
            times(counts.output()),
            Times.NONE,
            Times.NONE),
        Map.of(),
        model.statistics().batches().stream().map(TritonStatistics::batch).toList(),
        List.of());
  }

  private static BatchStats batch(Batch batch) {
    return new BatchStats(
        batch.size(), times(batch.input()), times(batch.compute()), times(batch.output()));
  }

  private static Times times(Total total) {
    return new Times(total.count(), total.nanos());
  }
}
