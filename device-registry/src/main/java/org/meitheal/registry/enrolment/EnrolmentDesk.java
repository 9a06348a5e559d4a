package org.meitheal.registry.enrolment;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.registry.enrolment.EnrolmentSteps.Member;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.fleet.Lives;
import org.meitheal.registry.fleet.NewDevice;
import org.meitheal.registry.fleet.Registration;
import org.meitheal.registry.principal.ApiKeyText;
import org.meitheal.registry.principal.Principals;
import org.springframework.stereotype.Component;

/**
 * Makes devices members. The same public key with the same enrolment key is the same device with a
 * fresh credential, until the key expires: a lost answer bricks nothing.
 */
@Component
class EnrolmentDesk {
  private final EnrolmentCheck check;
  private final EnrolmentSteps steps;
  private final Principals principals;
  private final Lives lives;
  private final Fleet fleet;

  EnrolmentDesk(
      EnrolmentCheck check, EnrolmentSteps steps, Principals principals, Lives lives, Fleet fleet) {
    this.check = check;
    this.steps = steps;
    this.principals = principals;
    this.lives = lives;
    this.fleet = fleet;
  }

  /**
   * @throws ProblemException as {@link EnrolmentSteps} and {@link EnrolmentCheck} say; 409 {@code
   *     identity-in-use} when the same device already lives
   */
  Member enrol(Enrolment enrolment) {
    ApiKeyText key =
        EnrolmentKeyText.parse(enrolment.enrolmentKey()).orElseThrow(EnrolmentSteps::unknown);
    NewDevice device = check.check(enrolment);
    DeviceId known = steps.holder(key, device.publicKey());
    return known == null ? first(key, device) : again(known, device);
  }

  private Member first(ApiKeyText key, NewDevice device) {
    return lives.enrol(() -> steps.add(key, device), Member::registration);
  }

  private Member again(DeviceId known, NewDevice device) {
    if (!known.equals(device.id()) || fleet.find(known).isEmpty()) {
      throw EnrolmentSteps.used();
    }
    Registration registration = lives.resume(known, device.url(), device.lanes());
    return new Member(registration, principals.renewDevice(known.value()));
  }
}
