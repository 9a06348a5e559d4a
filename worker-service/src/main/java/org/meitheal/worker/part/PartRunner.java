package org.meitheal.worker.part;

import org.meitheal.core.partition.Partition;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.model.ServedModel;

/** Carries parts of divided executions out on this device's lanes. */
public interface PartRunner {
  /**
   * Reserves lanes for all of a part; its quanta are never refused later.
   *
   * @param partition of the model's chain, {@link ServedModel#chain()}
   * @param part its number; {@link Partition#LEAD} includes what is made of the results
   * @param priority 1 is highest, 0 the default
   * @param deadline in the lanes' clock
   * @throws IllegalArgumentException if the model's answers for such pieces cannot be joined
   * @throws RefusedException when no lane can do it in time
   */
  AdmittedPart admit(ServedModel model, Partition partition, int part, int priority, long deadline)
      throws RefusedException;
}
