package org.meitheal.registry.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EnrolmentKey;
import org.meitheal.registry.testing.Answer;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;

class EnrolmentIntegrationTests extends IntegrationTest {
  @Test
  void makesADeviceAMember() {
    String name = unique("pi");
    Answer answer = enrol(enrolment(enrolmentKey(), publicKey(), name));

    assertThat(answer.status()).isEqualTo(201);
    Enrolled enrolled = answer.as(Enrolled.class);
    assertThat(enrolled.id()).isEqualTo(name);
    assertThat(enrolled.epoch()).isOne();
    assertThat(enrolled.leaseMs()).isEqualTo(2500);
    assertThat(enrolled.nextHeartbeatMs()).isEqualTo(1000);
    DeviceView view = operator().get("/v1/devices/" + name).as(DeviceView.class);
    assertThat(view.liveness()).isEqualTo(Liveness.ONLINE);
    assertThat(view.url()).isEqualTo("http://127.0.1.1:8090");
    assertThat(view.lanes()).hasSize(2);
    assertThat(view.heartbeatAgeMs()).isNull();
  }

  @Test
  void givesTheSameDeviceAFreshCredentialWhenItsAnswerWasLost() {
    Enrolment enrolment = enrolment(enrolmentKey(), publicKey(), unique("pi"));
    Enrolled first = enrol(enrolment).as(Enrolled.class);
    Enrolled again = enrol(enrolment).as(Enrolled.class);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.epoch()).isEqualTo(first.epoch());
    assertThat(again.credential()).isNotEqualTo(first.credential());
    token(first.credential());
    token(again.credential());
    Enrolled third = enrol(enrolment).as(Enrolled.class);
    token(third.credential());
    assertThat(anonymous().as(first.credential()).post("/v1/tokens", "").status()).isEqualTo(401);
  }

  @Test
  void startsANewLifeForADeviceThatEnrolsAgainAfterItsLease() {
    Enrolment enrolment = enrolment(enrolmentKey(), publicKey(), unique("pi"));
    TestDevice device = device(enrolment);
    device.beat();

    assertThat(enrol(enrolment).problem()).isEqualTo("409 identity-in-use");
    CLOCK.advance(Duration.ofMillis(2500));

    assertThat(enrol(enrolment).as(Enrolled.class).epoch()).isEqualTo(2);
    assertThat(device.beat().problem()).isEqualTo("409 stale-epoch");
  }

  @Test
  void takesAKeyOnceOnly() {
    String key = enrolmentKey();
    String publicKey = publicKey();
    enrol(enrolment(key, publicKey, unique("pi")));

    assertThat(enrol(enrolment(key, publicKey(), unique("pi"))).problem())
        .isEqualTo("401 enrolment-key-used");
    assertThat(enrol(enrolment(key, publicKey, unique("pi"))).problem())
        .as("another name")
        .isEqualTo("401 enrolment-key-used");
  }

  @Test
  void refusesAKeyPastItsTimeEvenFromItsOwnDevice() {
    String key =
        operator()
            .post("/v1/enrolment-keys", "{\"valid_for_ms\":60000}")
            .as(EnrolmentKey.class)
            .key();
    Enrolment enrolment = enrolment(key, publicKey(), unique("pi"));
    device(enrolment);

    CLOCK.advance(Duration.ofMinutes(1));

    assertThat(enrol(enrolment).problem()).isEqualTo("401 enrolment-key-expired");
    String unused = enrolmentKey();
    CLOCK.advance(Duration.ofHours(1));
    assertThat(enrol(enrolment(unused, publicKey(), unique("pi"))).problem())
        .isEqualTo("401 enrolment-key-expired");
  }

  @Test
  void refusesKeysThatWereNeverMade() {
    String madeUp = "me_0123456789abcdef_" + "A".repeat(43);
    assertThat(enrol(enrolment(madeUp, publicKey(), unique("pi"))).problem())
        .isEqualTo("401 enrolment-key-unknown");
    assertThat(enrol(enrolment("nonsense", publicKey(), unique("pi"))).problem())
        .isEqualTo("401 enrolment-key-unknown");
    assertThat(enrol(enrolment(operatorKey(), publicKey(), unique("pi"))).problem())
        .isEqualTo("401 enrolment-key-unknown");
  }

  @Test
  void keepsAKeyThatFailedToEnrolUsable() {
    TestDevice device = device();
    String key = enrolmentKey();

    assertThat(enrol(enrolment(key, publicKey(), device.id())).problem())
        .isEqualTo("409 name-taken");
    assertThat(enrol(enrolment(key, publicKey(), "scheduler-lab")).problem())
        .as("a principal's name")
        .isEqualTo("409 name-taken");
    assertThat(enrol(enrolment(key, device.publicKey(), unique("pi"))).problem())
        .isEqualTo("409 public-key-taken");
    assertThat(enrol(enrolment(key, publicKey(), unique("pi"))).status()).isEqualTo(201);
  }

  @Test
  void refusesWhatCannotBeTrueOfADevice() {
    String key = enrolmentKey();
    Enrolment good = enrolment(key, publicKey(), unique("pi"));

    assertThat(enrol(enrolment(key, publicKey(), "Big Name")).problem())
        .isEqualTo("400 invalid-enrolment");
    assertThat(enrol(enrolment(key, "AAAA", unique("pi"))).problem())
        .isEqualTo("400 invalid-enrolment");
    assertThat(enrol(with(good, "http://169.254.169.254/latest", 2)).problem())
        .isEqualTo("400 url-not-allowed");
    assertThat(enrol(with(good, "http://127.0.0.1:1", 0)).problem())
        .isEqualTo("400 invalid-enrolment");
    assertThat(anonymous().post("/v1/devices", "{}").problem()).isEqualTo("400 unreadable-body");
  }

  @Test
  void makesKeysForOperatorsOnly() {
    assertThat(operator().post("/v1/enrolment-keys", "{\"valid_for_ms\":0}").problem())
        .isEqualTo("400 invalid-lifetime");
    assertThat(service().post("/v1/enrolment-keys", "{}").problem()).isEqualTo("403 forbidden");
    assertThat(caller(Role.VIEWER).post("/v1/enrolment-keys", "{}").problem())
        .isEqualTo("403 forbidden");
    assertThat(anonymous().post("/v1/enrolment-keys", "{}").problem())
        .isEqualTo("401 unauthenticated");
  }

  @Test
  void givesADeviceWithoutACellOneOfItsOwn() {
    String name = unique("edge");
    device(
        new Enrolment(
            enrolmentKey(), publicKey(), name, Tier.EDGE, "lab", null, "http://127.0.2.1:8090", 4));

    assertThat(operator().get("/v1/devices/" + name).as(DeviceView.class).cell()).isEqualTo(name);
  }

  private Answer enrol(Enrolment enrolment) {
    return anonymous().post("/v1/devices", enrolment);
  }

  private static Enrolment with(Enrolment e, String url, int lanes) {
    return new Enrolment(
        e.enrolmentKey(), e.publicKey(), e.name(), e.tier(), e.zone(), e.cell(), url, lanes);
  }
}
