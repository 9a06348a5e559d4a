package org.meitheal.protocol.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

/**
 * A device as the registry knows it.
 *
 * @param revision changes with each operator write; the ETag
 * @param livenessWhy in a sentence
 * @param heartbeatAgeMs none before the first heartbeat of this registry's life
 */
public record DeviceView(
    String id,
    Tier tier,
    String zone,
    String cell,
    String url,
    OperatorState operatorState,
    Liveness liveness,
    Instant livenessSince,
    String livenessWhy,
    long epoch,
    long revision,
    List<Heartbeat.LaneState> lanes,
    List<Heartbeat.ModelState> models,
    @Nullable Long heartbeatAgeMs) {
  /** The same, without what each segment of its models takes. */
  public DeviceView withoutSegmentTimes() {
    return new DeviceView(
        id,
        tier,
        zone,
        cell,
        url,
        operatorState,
        liveness,
        livenessSince,
        livenessWhy,
        epoch,
        revision,
        lanes,
        models.stream().map(Heartbeat.ModelState::withoutSegmentTimes).toList(),
        heartbeatAgeMs);
  }
}
