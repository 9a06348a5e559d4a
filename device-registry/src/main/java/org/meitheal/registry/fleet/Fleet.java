package org.meitheal.registry.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.registry.liveness.Lease;
import org.meitheal.registry.liveness.LivenessRules;
import org.meitheal.registry.record.LivenessRow;
import org.meitheal.registry.record.Records;

/**
 * All devices of this moment, in memory: a heartbeat touches nothing else. Each change of a device
 * is atomic; listeners are told after it.
 */
public final class Fleet {
  private final ConcurrentHashMap<DeviceId, Standing> standings = new ConcurrentHashMap<>();
  private final LivenessRules rules;
  private final Duration leaseLength;
  private final InstantSource clock;
  private final Records records;
  private final List<FleetListener> listeners;

  /**
   * @param clock steady: a step of the wall clock must end no lease
   * @param listeners may be added to later
   */
  Fleet(
      LivenessRules rules,
      Duration leaseLength,
      InstantSource clock,
      Records records,
      List<FleetListener> listeners) {
    this.rules = rules;
    this.leaseLength = leaseLength;
    this.clock = clock;
    this.records = records;
    this.listeners = listeners;
  }

  /** The error of a device that is not there. */
  public static ProblemException unknown(String id) {
    return new ProblemException(404, "device-unknown", false, "There is no device '" + id + "'.");
  }

  public Optional<Standing> find(DeviceId id) {
    return Optional.ofNullable(standings.get(id));
  }

  /** In the order of their ids. */
  public List<Standing> all() {
    return standings.values().stream()
        .sorted(Comparator.comparing(standing -> standing.registration().id()))
        .toList();
  }

  public Optional<DeviceView> view(DeviceId id) {
    return find(id).map(standing -> standing.view(clock.instant()));
  }

  /** In the order of their ids. */
  public List<DeviceView> views() {
    Instant now = clock.instant();
    return all().stream().map(standing -> standing.view(now)).toList();
  }

  /** Whether somebody may still hold this identity. */
  boolean isHeld(Standing standing) {
    return standing.lease().livesAt(clock.instant());
  }

  /** At the registry's start: presumed alive for a full lease, but for those that said goodbye. */
  void presume(Collection<Registration> registrations) {
    Instant now = clock.instant();
    for (Registration registration : registrations) {
      Lease lease =
          registration.released()
              ? new Lease.Released(now)
              : new Lease.Presumed(now.plus(leaseLength));
      standings.put(registration.id(), Standing.of(registration, lease, rules, now));
    }
  }

  /** A new device, or a known one's next life. */
  void begin(Registration registration) {
    Instant now = clock.instant();
    Lease lease = Lease.Held.from(now, leaseLength);
    standings.compute(
        registration.id(),
        (id, before) -> {
          Standing after =
              before == null
                  ? Standing.of(registration, lease, rules, now)
                  : before.restarted(registration, lease, rules, now);
          record(before, after, now);
          return after;
        });
    tell(registration.id());
  }

  /** Gives the present life a new lease without a heartbeat. */
  void renew(DeviceId id) {
    Instant now = clock.instant();
    update(id, now, s -> s.with(Lease.Held.from(now, leaseLength), rules, now));
  }

  /**
   * @throws ProblemException 404 {@code device-unknown}, 409 {@code stale-epoch}
   */
  public void heartbeat(DeviceId id, Heartbeat beat) {
    Instant now = clock.instant();
    boolean known =
        update(
            id,
            now,
            standing -> {
              requireLife(standing, beat.epoch());
              Lease renewed = Lease.Held.from(now, leaseLength);
              return standing.heard(renewed, beat.lanes(), beat.models(), rules, now);
            });
    if (!known) {
      throw unknown(id.value());
    }
  }

  /** The present life says goodbye. */
  void release(DeviceId id) {
    Instant now = clock.instant();
    update(id, now, standing -> standing.with(new Lease.Released(now), rules, now));
  }

  /** The registration was changed in the database. A device that is gone stays gone. */
  public void reregister(Registration registration) {
    update(registration.id(), clock.instant(), standing -> standing.with(registration));
  }

  public void remove(DeviceId id) {
    if (standings.remove(id) != null) {
      tell(id);
    }
  }

  /** Passes the verdict that this moment brings on every device. */
  void judge() {
    Instant now = clock.instant();
    standings.forEach((id, standing) -> {
      if (!standing.judged(rules, now).equals(standing)) {
        update(id, now, s -> s.judged(rules, now));
      }
    });
  }

  /** False for a device that is not there. */
  private boolean update(DeviceId id, Instant now, UnaryOperator<Standing> change) {
    Standing changed =
        standings.computeIfPresent(
            id,
            (key, before) -> {
              Standing after = change.apply(before);
              record(before, after, now);
              return after;
            });
    if (changed != null) {
      tell(id);
    }
    return changed != null;
  }

  private static void requireLife(Standing standing, long epoch) {
    boolean ended = standing.lease() instanceof Lease.Released;
    if (standing.registration().epoch() != epoch || ended) {
      throw new ProblemException(
          409,
          "stale-epoch",
          false,
          ended && standing.registration().epoch() == epoch
              ? "This life has ended by a goodbye: start a new epoch."
              : "The device is in epoch %d, not %d."
                  .formatted(standing.registration().epoch(), epoch));
    }
  }

  private void record(
      @org.jspecify.annotations.Nullable Standing before, Standing after, Instant now) {
    if (before == null || before.verdict().liveness() != after.verdict().liveness()) {
      records.add(
          new LivenessRow(
              now,
              after.registration().id().value(),
              after.registration().epoch(),
              after.verdict().liveness().name(),
              after.verdict().why()));
    }
  }

  private void tell(DeviceId id) {
    listeners.forEach(listener -> listener.changed(id));
  }
}
