package org.meitheal.registry.enrolment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.registry.fleet.NewDevice;
import org.meitheal.registry.fleet.Registration;
import org.meitheal.registry.fleet.Roster;
import org.meitheal.registry.principal.ApiKeyText;
import org.meitheal.registry.principal.Principals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The transactions of an enrolment. */
@Component
class EnrolmentSteps {
  private final EnrolmentKeyRows keys;
  private final Principals principals;
  private final Roster roster;
  private final InstantSource clock;

  EnrolmentSteps(EnrolmentKeyRows keys, Principals principals, Roster roster, InstantSource clock) {
    this.keys = keys;
    this.principals = principals;
    this.roster = roster;
    this.clock = clock;
  }

  /** A member that came of an enrolment, with the only copy of its credential. */
  record Member(Registration registration, ApiKeyText credential) {}

  /**
   * Which device this key with this public key belongs to; null if the key is unused.
   *
   * @throws ProblemException 401 {@code enrolment-key-unknown}, {@code enrolment-key-expired}, or
   *     {@code enrolment-key-used}: by another public key, or by a device that is gone
   */
  @Transactional(readOnly = true)
  @Nullable DeviceId holder(ApiKeyText key, String publicKey) {
    return holder(checked(keys.findById(key.id()).orElse(null), key), publicKey);
  }

  /** Uses the key up and adds the device, both or neither. */
  @Transactional
  Member add(ApiKeyText key, NewDevice device) {
    EnrolmentKeyRow row = checked(keys.lock(key.id()).orElse(null), key);
    if (holder(row, device.publicKey()) != null) {
      // The same device twice at once: the loser asks again and finds itself a member.
      throw new ProblemException(
          409, "enrolment-in-progress", true, "The same device is enrolling at this moment.");
    }
    Registration registration = roster.add(device);
    ApiKeyText credential = principals.create(device.id().value(), Role.DEVICE, List.of());
    row.use(device.id(), device.publicKey(), clock.instant());
    return new Member(registration, credential);
  }

  private EnrolmentKeyRow checked(@Nullable EnrolmentKeyRow row, ApiKeyText key) {
    if (row == null || !row.accepts(key)) {
      throw unknown();
    }
    Instant now = clock.instant();
    if (row.isExpiredAt(now)) {
      throw new ProblemException(
          401, "enrolment-key-expired", false, "The enrolment key has expired.");
    }
    return row;
  }

  private static @Nullable DeviceId holder(EnrolmentKeyRow row, String publicKey) {
    DeviceId device = row.device();
    if (device != null && !row.wasUsedWith(publicKey)) {
      throw used();
    }
    return device;
  }

  static ProblemException unknown() {
    return new ProblemException(401, "enrolment-key-unknown", false, "No such enrolment key.");
  }

  static ProblemException used() {
    return new ProblemException(
        401, "enrolment-key-used", false, "The enrolment key was used up by another device.");
  }
}
