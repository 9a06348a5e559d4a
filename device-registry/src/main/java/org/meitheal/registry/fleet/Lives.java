package org.meitheal.registry.fleet;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.registry.record.LivenessRow;
import org.meitheal.registry.record.Records;
import org.springframework.stereotype.Component;

/**
 * Starts and ends lives. One at a time, so that of two that claim one identity one is refused; they
 * are rare, heartbeats do not come here.
 */
@Component
public class Lives {
  private final ReentrantLock starting = new ReentrantLock();
  private final Fleet fleet;
  private final Roster roster;
  private final Records records;
  private final InstantSource clock;

  Lives(Fleet fleet, Roster roster, Records records, InstantSource clock) {
    this.fleet = fleet;
    this.roster = roster;
    this.records = records;
    this.clock = clock;
  }

  /**
   * A known device's next life.
   *
   * @throws ProblemException 404 {@code device-unknown}; 409 {@code identity-in-use}, retryable:
   *     while the lease of another holder lives
   */
  public Registration start(DeviceId id, String url, int lanes) {
    return alone(() -> startFree(id, url, lanes));
  }

  /** A new device's first life, once {@code adding} has committed. */
  public <T> T enrol(Supplier<T> adding, Function<T, Registration> registration) {
    return alone(() -> {
      T added = adding.get();
      fleet.begin(registration.apply(added));
      return added;
    });
  }

  /**
   * A device enrols again because it may not have got its answer. If nothing was heard of it since,
   * its life goes on with a new lease; otherwise as {@link #start}.
   */
  public Registration resume(DeviceId id, String url, int lanes) {
    return alone(() -> {
      Standing standing = fleet.find(id).orElseThrow(() -> Fleet.unknown(id.value()));
      if (!isUnheard(standing)) {
        return startFree(id, url, lanes);
      }
      fleet.renew(id);
      return standing.registration();
    });
  }

  /**
   * The device says goodbye: its identity is free at once.
   *
   * @param life which of its lives ends, or null for the present one; a goodbye that comes after
   *     the next life began changes nothing
   */
  public void end(DeviceId id, @Nullable Long life) {
    alone(() -> {
      Standing standing = fleet.find(id).orElseThrow(() -> Fleet.unknown(id.value()));
      long epoch = life == null ? standing.registration().epoch() : life;
      Registration registration = roster.release(id, epoch);
      if (registration.epoch() == epoch) {
        fleet.reregister(registration);
        fleet.release(id);
      }
      return registration;
    });
  }

  private Registration startFree(DeviceId id, String url, int lanes) {
    Standing standing = fleet.find(id).orElseThrow(() -> Fleet.unknown(id.value()));
    if (fleet.isHeld(standing)) {
      throw refuse(standing);
    }
    Registration registration = roster.startEpoch(id, url, lanes);
    fleet.begin(registration);
    return registration;
  }

  private boolean isUnheard(Standing standing) {
    return standing.heartbeatAt() == null
        && standing.lease() instanceof org.meitheal.registry.liveness.Lease.Held
        && fleet.isHeld(standing);
  }

  private ProblemException refuse(Standing standing) {
    Registration held = standing.registration();
    String why = "Another holder's lease still lives; a second one was refused.";
    records.add(
        new LivenessRow(clock.instant(), held.id().value(), held.epoch(), "IDENTITY_IN_USE", why));
    return new ProblemException(409, "identity-in-use", true, why);
  }

  private <T> T alone(Supplier<T> action) {
    starting.lock();
    try {
      return action.get();
    } finally {
      starting.unlock();
    }
  }
}
