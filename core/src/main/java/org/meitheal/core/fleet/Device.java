package org.meitheal.core.fleet;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device at the moment of a snapshot.
 *
 * @param cell the access point whose air time it shares with others of the same cell
 * @param laneFreeIn for each lane, the time until it is free; zero means idle
 * @param speeds the models that it holds ready, with their measured speed
 */
public record Device(
    DeviceId id,
    Tier tier,
    String zone,
    String cell,
    Liveness liveness,
    OperatorState operatorState,
    long epoch,
    List<Duration> laneFreeIn,
    List<ModelSpeed> speeds) {
  public Device {
    laneFreeIn = List.copyOf(laneFreeIn);
    speeds = List.copyOf(speeds);
  }

  /** The number of lanes that are free now. */
  public int idleLanes() {
    return (int) laneFreeIn.stream().filter(Duration::isZero).count();
  }

  /** The time until the first lane is free; none without lanes. */
  public @Nullable Duration earliestLane() {
    Duration earliest = null;
    for (Duration freeIn : laneFreeIn) {
      if (earliest == null || freeIn.compareTo(earliest) < 0) {
        earliest = freeIn;
      }
    }
    return earliest;
  }

  /** The same device with its lanes taken by work that it did not report yet. */
  public Device withCommitted(List<Duration> committed) {
    return new Device(
        id,
        tier,
        zone,
        cell,
        liveness,
        operatorState,
        epoch,
        LaneSchedule.withCommitted(laneFreeIn, committed),
        speeds);
  }
}
