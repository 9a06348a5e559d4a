package org.meitheal.registry.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.registry.liveness.Verdict;

/**
 * Whom a device is asked to probe. Those that are OFFLINE for longer than a minute are left out;
 * until then their peers' probes are what tells a cut uplink from a dead device.
 */
public final class ProbeTargets {
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(1);

  private final Fleet fleet;
  private final InstantSource clock;
  private volatile Neighbourhood neighbourhood = new Neighbourhood(List.of());

  ProbeTargets(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Once a second rather than with each change: a fleet that starts would sort itself all day. */
  void refresh() {
    neighbourhood = new Neighbourhood(fleet.all().stream().map(Standing::registration).toList());
  }

  /** Never the device itself; empty for one that is not known. */
  public List<ProbeTarget> of(DeviceId id) {
    Instant now = clock.instant();
    return fleet.find(id).stream()
        .flatMap(self -> neighbourhood.of(self.registration(), d -> isWorthIt(d, now)).stream())
        .flatMap(target -> fleet.find(target.id()).stream())
        .map(target -> target.registration())
        .map(target -> new ProbeTarget(target.id().value(), target.url()))
        .toList();
  }

  private boolean isWorthIt(Registration device, Instant now) {
    return fleet
        .find(device.id())
        .map(Standing::verdict)
        .filter(verdict -> !isGivenUp(verdict, now))
        .isPresent();
  }

  private static boolean isGivenUp(Verdict verdict, Instant now) {
    return verdict.liveness() == Liveness.OFFLINE
        && verdict.since().plus(GIVEN_UP_AFTER).isBefore(now);
  }
}
