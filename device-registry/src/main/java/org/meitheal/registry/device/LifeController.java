package org.meitheal.registry.device;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Lease;
import org.meitheal.registry.fleet.DeviceUrls;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.fleet.Lives;
import org.meitheal.registry.fleet.ProbeTargets;
import org.meitheal.registry.fleet.Registration;
import org.meitheal.registry.link.Links;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a device says of itself: a new life, its heartbeats, goodbye. */
@RestController
@RequestMapping("/v1/devices/{id}")
class LifeController {
  private static final int MAX_LANES = 1_024;

  private final Lives lives;
  private final Fleet fleet;
  private final Links links;
  private final DeviceUrls urls;
  private final ProbeTargets targets;
  private final InstantSource clock;
  private final RegistryProperties properties;

  LifeController(
      Lives lives,
      Fleet fleet,
      Links links,
      DeviceUrls urls,
      ProbeTargets targets,
      InstantSource clock,
      RegistryProperties properties) {
    this.lives = lives;
    this.fleet = fleet;
    this.links = links;
    this.urls = urls;
    this.targets = targets;
    this.clock = clock;
    this.properties = properties;
  }

  @PostMapping("/epochs")
  @ResponseStatus(HttpStatus.CREATED)
  Lease startEpoch(@PathVariable String id, @RequestBody EpochStart start, AccessToken caller) {
    DeviceId device = DeviceIds.own(id, caller);
    if (start.lanes() < 1 || start.lanes() > MAX_LANES) {
      throw new ProblemException(400, "invalid-epoch", false, "lanes must lie between 1 and 1024.");
    }
    Registration registration = lives.start(device, urls.check(start.url()), start.lanes());
    return lease(device, registration.epoch());
  }

  @PutMapping("/heartbeat")
  Lease heartbeat(@PathVariable String id, @RequestBody Heartbeat beat, AccessToken caller) {
    DeviceId device = DeviceIds.own(id, caller);
    HeartbeatCheck.check(id, beat);
    fleet.heartbeat(device, beat);
    links.add(beat.samples());
    return lease(device, beat.epoch());
  }

  /** With {@code epoch} a goodbye that comes late, after the next life began, changes nothing. */
  @DeleteMapping("/lease")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endLease(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long epoch,
      AccessToken caller) {
    lives.end(DeviceIds.own(id, caller), epoch);
  }

  private Lease lease(DeviceId device, long epoch) {
    return new Lease(
        epoch,
        clock.instant(),
        properties.lease().toMillis(),
        properties.heartbeatPeriod().toMillis(),
        targets.of(device));
  }
}
