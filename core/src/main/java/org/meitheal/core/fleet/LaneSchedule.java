package org.meitheal.core.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When the lanes of a device will be free. */
public final class LaneSchedule {
  private LaneSchedule() {}

  /**
   * What the lanes look like once work that was sent there, but that the device did not report yet,
   * has taken them: each piece goes to the lane that is free earliest, the first of equals.
   *
   * @param laneFreeIn for each lane, the time until it is free
   * @param committed expected lane time of each piece, in the order in which it was sent
   * @return for each lane, in the same order; without lanes, none
   */
  public static List<Duration> withCommitted(List<Duration> laneFreeIn, List<Duration> committed) {
    List<Duration> lanes = new ArrayList<>(laneFreeIn);
    if (!lanes.isEmpty()) {
      for (Duration work : committed) {
        int earliest = earliest(lanes);
        lanes.set(earliest, lanes.get(earliest).plus(work));
      }
    }
    return List.copyOf(lanes);
  }

  private static int earliest(List<Duration> lanes) {
    int earliest = 0;
    for (int i = 1; i < lanes.size(); i++) {
      if (lanes.get(i).compareTo(lanes.get(earliest)) < 0) {
        earliest = i;
      }
    }
    return earliest;
  }
}
