package org.meitheal.dashboard.lab;

import java.util.List;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LabStatus.ProcessStatus;

/**
 * A worker as it is listed.
 *
 * @param health decides colour and mark
 */
public record WorkerRow(
    String name, String health, String state, String note, String address, List<WorkerDeed> deeds) {
  static List<WorkerRow> of(LabStatus status) {
    return status.processes().stream().filter(ProcessStatus::worker).map(WorkerRow::of).toList();
  }

  static WorkerRow of(ProcessStatus worker) {
    return new WorkerRow(
        worker.name(),
        !worker.alive() ? "bad" : worker.frozen() ? "doubtful" : "good",
        state(worker),
        worker.note(),
        worker.address(),
        WorkerDeed.fitting(worker));
  }

  private static String state(ProcessStatus worker) {
    if (!worker.alive()) {
      return "ended";
    }
    return worker.frozen() ? "frozen" : "runs";
  }
}
