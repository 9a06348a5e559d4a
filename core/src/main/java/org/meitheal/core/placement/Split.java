package org.meitheal.core.placement;

import java.util.List;
import java.util.Optional;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.partition.Partition;

/**
 * How a divided candidate would be carried out.
 *
 * @param devices by part, the lead first; a device with several lanes may have several parts
 * @param spares by part: who runs it again if it is lost; the lead, where there is none
 * @param laneMs by part: how long its lane is expected to be busy
 * @param sentBytes between devices
 * @param haloMultiplyAdds that are computed more than once
 * @param idealSpeedup over one such device, by multiply-adds of the busiest part
 */
public record Split(
    Partition partition,
    List<DeviceId> devices,
    List<Optional<DeviceId>> spares,
    List<Double> laneMs,
    long sentBytes,
    double haloMultiplyAdds,
    double idealSpeedup) {
  public Split {
    devices = List.copyOf(devices);
    spares = List.copyOf(spares);
    laneMs = List.copyOf(laneMs);
    int parts = partition.parts();
    if (devices.size() != parts || spares.size() != parts || laneMs.size() != parts) {
      throw new IllegalArgumentException("each part has a device, a spare and a time");
    }
  }

  public DeviceId lead() {
    return devices.getFirst();
  }

  /** How many devices take part. */
  public int width() {
    return (int) devices.stream().distinct().count();
  }
}
