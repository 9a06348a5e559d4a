package org.meitheal.scheduler.planning;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.protocol.scheduler.SamplesView;

/** The measurements that candidates were priced from, for the record. */
final class KnownSamples {
  private final Map<DeviceId, Device> devices;
  private final Map<String, LinkRecord> links;
  private final String model;
  private final Function<DeviceId, Optional<Duration>> linkAge;

  /**
   * @param origin where the input is
   * @param linkAge how old the newest sample of the link from there is
   */
  KnownSamples(
      Fleet fleet,
      NodeId origin,
      String model,
      List<Candidate> candidates,
      Function<DeviceId, Optional<Duration>> linkAge) {
    var considered =
        candidates.stream()
            .map(Candidate::device)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    this.devices =
        fleet.devices().stream()
            .filter(device -> considered.contains(device.id()))
            .collect(Collectors.toUnmodifiableMap(Device::id, Function.identity()));
    this.links =
        fleet.links().stream()
            .filter(link -> link.from().equals(origin))
            .collect(
                Collectors.toMap(
                    link -> link.to().value(), Function.identity(), (_, newer) -> newer));
    this.model = model;
    this.linkAge = linkAge;
  }

  /** None where nothing was measured. */
  @Nullable SamplesView of(@Nullable DeviceId device) {
    if (device == null) {
      return null;
    }
    LinkRecord link = links.get(device.value());
    ModelSpeed speed = speed(device);
    return link == null && speed == null ? null : view(device, link, speed);
  }

  private SamplesView view(DeviceId device, @Nullable LinkRecord link, @Nullable ModelSpeed speed) {
    return new SamplesView(
        link == null ? List.of() : link.roundTrips().stream().map(KnownSamples::millis).toList(),
        link == null
            ? List.of()
            : link.bytesPerSecond().stream().map(rate -> (double) Math.round(rate)).toList(),
        link == null ? null : linkAge.apply(device).map(KnownSamples::millis).orElse(null),
        speed == null ? null : speed.samples(),
        speed == null ? null : speed.relativeSpread());
  }

  private @Nullable ModelSpeed speed(DeviceId id) {
    Device device = devices.get(id);
    return device == null
        ? null
        : device.speeds().stream()
            .filter(speed -> speed.model().equals(model))
            .findFirst()
            .orElse(null);
  }

  /** To the microsecond: more of it would only make the record longer. */
  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
