package org.meitheal.worker.enrolment;

import java.util.List;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkSamples;

/** What a heartbeat tells. */
public interface DeviceReport {
  List<Heartbeat.LaneState> lanes();

  List<Heartbeat.ModelState> models();

  /**
   * Samples that no heartbeat has delivered yet, with their age now.
   *
   * @param from this device's id
   */
  LinkSamples samples(String from);

  /** The registry has these samples. */
  void delivered(LinkSamples samples);
}
