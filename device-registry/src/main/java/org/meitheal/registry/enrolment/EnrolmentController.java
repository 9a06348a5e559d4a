package org.meitheal.registry.enrolment;

import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EnrolmentKey;
import org.meitheal.protocol.registry.EnrolmentKeyRequest;
import org.meitheal.registry.enrolment.EnrolmentSteps.Member;
import org.meitheal.registry.fleet.ProbeTargets;
import org.meitheal.registry.fleet.Registration;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class EnrolmentController {
  private final EnrolmentKeys keys;
  private final EnrolmentDesk desk;
  private final ProbeTargets targets;
  private final RegistryProperties properties;

  EnrolmentController(
      EnrolmentKeys keys, EnrolmentDesk desk, ProbeTargets targets, RegistryProperties properties) {
    this.keys = keys;
    this.desk = desk;
    this.targets = targets;
    this.properties = properties;
  }

  @PostMapping("/enrolment-keys")
  @ResponseStatus(HttpStatus.CREATED)
  EnrolmentKey createKey(@RequestBody EnrolmentKeyRequest request, AccessToken caller) {
    return keys.create(request.validForMs(), caller.subject());
  }

  @PostMapping("/devices")
  @ResponseStatus(HttpStatus.CREATED)
  Enrolled enrol(@RequestBody Enrolment enrolment) {
    Member member = desk.enrol(enrolment);
    Registration registration = member.registration();
    return new Enrolled(
        registration.id().value(),
        member.credential().text(),
        registration.epoch(),
        properties.lease().toMillis(),
        properties.heartbeatPeriod().toMillis(),
        targets.of(registration.id()));
  }
}
