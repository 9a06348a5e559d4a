package org.meitheal.registry.fleet;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.problem.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The devices in the database. Each change locks its row; callers tell the {@link Fleet} after
 * commit.
 */
@Component
public class Roster {
  private final DeviceRows rows;
  private final InstantSource clock;

  Roster(DeviceRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<Registration> load() {
    return rows.findAll().stream().map(DeviceRow::registration).toList();
  }

  /**
   * Adds a device, in its first epoch.
   *
   * @throws ProblemException 409 {@code name-taken} or {@code public-key-taken}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Registration add(NewDevice device) {
    if (rows.existsById(device.id().value())) {
      throw taken("name-taken", "The name '" + device.id() + "' is taken.");
    }
    if (rows.existsByPublicKey(device.publicKey())) {
      throw taken("public-key-taken", "Another device has this public key.");
    }
    try {
      return rows.saveAndFlush(new DeviceRow(device, clock.instant())).registration();
    } catch (DataIntegrityViolationException raced) {
      throw taken("name-taken", "The name '" + device.id() + "' is taken.");
    }
  }

  /** Starts the device's next life. */
  @Transactional
  public Registration startEpoch(DeviceId id, String url, int lanes) {
    DeviceRow row = lock(id);
    row.startEpoch(url, lanes);
    return row.registration();
  }

  /** Remembers that this epoch's life ended by a goodbye; a later epoch is left alone. */
  @Transactional
  public Registration release(DeviceId id, long epoch) {
    DeviceRow row = lock(id);
    if (row.registration().epoch() == epoch) {
      row.release();
    }
    return row.registration();
  }

  /**
   * @param expected the revision that the operator saw, or null for any
   * @throws ProblemException 412 {@code revision-changed}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Registration setOperatorState(DeviceId id, @Nullable Long expected, OperatorState wanted) {
    DeviceRow row = lock(id, expected);
    row.setOperatorState(wanted);
    return row.registration();
  }

  /**
   * @param expected the revision that the operator saw, or null for any
   * @throws ProblemException 412 {@code revision-changed}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void delete(DeviceId id, @Nullable Long expected) {
    rows.delete(lock(id, expected));
  }

  private DeviceRow lock(DeviceId id, @Nullable Long expected) {
    DeviceRow row = lock(id);
    long revision = row.registration().revision();
    if (expected != null && expected != revision) {
      throw new ProblemException(
          412,
          "revision-changed",
          false,
          "The device has changed: its revision is " + revision + ".");
    }
    return row;
  }

  private DeviceRow lock(DeviceId id) {
    return rows.lock(id.value()).orElseThrow(() -> Fleet.unknown(id.value()));
  }

  private static ProblemException taken(String code, String detail) {
    return new ProblemException(409, code, false, detail);
  }
}
