package org.meitheal.protocol.registry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.SegmentCost;

/** From the registry's records to those that planning works on. */
final class FleetMapping {
  private static final int SAMPLES = 5;

  private FleetMapping() {}

  /**
   * @param receivedMsAgo how long ago the view came in; what the lanes were committed to has shrunk
   *     by that, and by the age that the heartbeat had then
   */
  static Device device(DeviceView view, double receivedMsAgo) {
    Long heartbeatAge = view.heartbeatAgeMs();
    double age = receivedMsAgo + (heartbeatAge == null ? 0 : heartbeatAge);
    return new Device(
        new DeviceId(view.id()),
        view.tier(),
        view.zone(),
        view.cell(),
        view.liveness(),
        view.operatorState(),
        view.epoch(),
        view.lanes().stream().map(lane -> milliseconds(lane.freeInMs() - age)).toList(),
        view.models().stream().filter(FleetMapping::counts).map(FleetMapping::speed).toList());
  }

  static LinkRecord link(LinkView view) {
    return new LinkRecord(
        new NodeId(view.from()),
        new NodeId(view.to()),
        newest(view.roundTripsMs()).stream().map(FleetMapping::milliseconds).toList(),
        newest(view.bytesPerSecond()));
  }

  /**
   * A model that is not timed yet counts too, as one without a speed: why its device is not chosen
   * must not read as if the model were missing.
   */
  private static boolean counts(Heartbeat.ModelState model) {
    return model.ready() || model.nanosPerMultiplyAdd() <= 0;
  }

  private static ModelSpeed speed(Heartbeat.ModelState model) {
    return new ModelSpeed(
        model.name(),
        model.version(),
        model.sha256(),
        Math.max(0, model.nanosPerMultiplyAdd()),
        Math.max(0, model.relativeSpread()),
        model.samples(),
        segments(model.segments()),
        partFactor(model.partFactor()));
  }

  private static double partFactor(@Nullable Double reported) {
    return reported != null && reported > 0 && Double.isFinite(reported) ? reported : 1;
  }

  private static List<SegmentCost> segments(@Nullable List<Heartbeat.SegmentTime> times) {
    return times == null
        ? List.of()
        : times.stream()
            .map(time ->
                new SegmentCost(
                    Math.max(0, time.fixedMs()), Math.max(0, time.nanosPerMultiplyAdd())))
            .toList();
  }

  private static Duration milliseconds(double ms) {
    return Duration.ofNanos(Math.round(Math.max(0, ms) * 1e6));
  }

  private static List<Double> newest(List<Double> samples) {
    return samples.subList(Math.max(0, samples.size() - SAMPLES), samples.size());
  }
}
