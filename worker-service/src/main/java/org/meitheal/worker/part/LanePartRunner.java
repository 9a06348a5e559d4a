package org.meitheal.worker.part;

import java.util.List;
import org.meitheal.core.partition.Partition;
import org.meitheal.worker.lane.Admission;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.model.ServedModel;

/** Each stage of a part is a quantum on a lane; waits for neighbours hold none. */
final class LanePartRunner implements PartRunner {
  private final Lanes lanes;
  private final LaneClock clock;

  LanePartRunner(Lanes lanes, LaneClock clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public AdmittedPart admit(
      ServedModel model, Partition partition, int part, int priority, long deadline)
      throws RefusedException {
    PartWork work = new PartWork(model, partition, part);
    Demand demand = new Demand(priority, deadline, work.expectedNanos());
    Admission admission = lanes.admit(List.of(demand)).getFirst();
    return new LanePart(work, admission, clock);
  }
}
