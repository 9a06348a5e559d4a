package org.meitheal.core.placement;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.statistics.PredictionCalibration;

/** How earlier predictions of requests like this one turned out. */
@FunctionalInterface
public interface PredictionHistory {
  /** How many outcomes of one kind count. */
  int WINDOW = 20;

  /** Nothing is known. */
  PredictionHistory NONE = (_, _) -> PredictionCalibration.none(WINDOW);

  /**
   * @param device that would lead
   */
  PredictionCalibration of(Placement placement, DeviceId device);
}
