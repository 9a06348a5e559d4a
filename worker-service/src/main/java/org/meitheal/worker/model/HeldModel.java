package org.meitheal.worker.model;

import org.meitheal.core.fleet.ModelSpeed;

/**
 * A model in memory, as others are told of it.
 *
 * @param ready whether it can run: its speed is measured before its first request
 */
public record HeldModel(ModelSpeed speed, boolean ready) {
  static HeldModel ready(ServedModel model) {
    return new HeldModel(model.measuredSpeed(), true);
  }

  /** What calibration has measured so far is not told before it has ended. */
  static HeldModel untimed(ServedModel model) {
    return new HeldModel(
        ModelSpeed.uncalibrated(
            model.manifest().name(), model.manifest().version(), model.sha256()),
        false);
  }
}
