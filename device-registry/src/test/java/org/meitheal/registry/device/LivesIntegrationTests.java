package org.meitheal.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Lease;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;

class LivesIntegrationTests extends IntegrationTest {
  @Test
  void renewsTheLeaseWithEachHeartbeat() {
    TestDevice device = device();

    Lease lease = device.beat().as(Lease.class);

    assertThat(lease.epoch()).isOne();
    assertThat(lease.leaseMs()).isEqualTo(2500);
    assertThat(lease.nextHeartbeatMs()).isEqualTo(1000);
    assertThat(lease.serverTime()).isEqualTo(CLOCK.instant());
    CLOCK.advance(Duration.ofMillis(400));
    DeviceView view = view(device);
    assertThat(view.heartbeatAgeMs()).isEqualTo(400);
    assertThat(view.lanes()).extracting(Heartbeat.LaneState::freeInMs).containsExactly(0.0, 12.5);
    assertThat(view.models()).extracting(Heartbeat.ModelState::name).containsExactly("lite0");
  }

  @Test
  void judgesADeviceThatFallsSilent() {
    TestDevice device = device();
    device.beat();
    assertThat(view(device).liveness()).isEqualTo(Liveness.ONLINE);

    CLOCK.advance(Duration.ofMillis(1501));
    await(() -> view(device).liveness() == Liveness.SUSPECT);
    CLOCK.advance(Duration.ofMillis(999));
    await(() -> view(device).liveness() == Liveness.OFFLINE);

    assertThat(view(device).livenessSince()).isEqualTo(CLOCK.instant());
    assertThat(view(device).livenessWhy()).isNotBlank();
    assertThat(device.beat().status()).as("the same life may go on").isEqualTo(200);
    assertThat(view(device).liveness()).isEqualTo(Liveness.ONLINE);
    await(() -> events(device).equals(List.of("ONLINE", "SUSPECT", "OFFLINE", "ONLINE")));
  }

  @Test
  void refusesASecondHolderUntilTheLeaseRunsOut() {
    TestDevice device = device();
    device.beat();

    assertThat(device.startEpoch().problem()).isEqualTo("409 identity-in-use");
    assertThat(device.startEpoch().json().path("retryable").asBoolean()).isTrue();
    await(() -> events(device).contains("IDENTITY_IN_USE"));
    CLOCK.advance(Duration.ofMillis(2500));
    var started = device.startEpoch();

    assertThat(started.status()).isEqualTo(201);
    assertThat(started.as(Lease.class).epoch()).isEqualTo(2);
    assertThat(device.beat().problem()).as("the old life").isEqualTo("409 stale-epoch");
    assertThat(device.beat(2, List.of(), List.of()).status()).isEqualTo(200);
    assertThat(view(device).url()).isEqualTo("http://127.0.1.9:8090");
    assertThat(view(device).epoch()).isEqualTo(2);
  }

  @Test
  void freesTheIdentityOfADeviceThatSaysGoodbye() {
    TestDevice device = device();
    device.beat();

    assertThat(device.endLease().status()).isEqualTo(204);

    assertThat(view(device).liveness()).isEqualTo(Liveness.OFFLINE);
    assertThat(device.beat().problem()).as("a late heartbeat").isEqualTo("409 stale-epoch");
    assertThat(device.startEpoch().as(Lease.class).epoch()).isEqualTo(2);
    assertThat(device.calls().delete(device.path("/lease?epoch=1")).status()).isEqualTo(204);
    assertThat(view(device).liveness()).as("after a late goodbye").isEqualTo(Liveness.ONLINE);
  }

  @Test
  void letsADeviceSpeakForItselfOnly() {
    TestDevice one = device();
    TestDevice other = device();
    Heartbeat beat = one.heartbeat(1, new LinkSamples(one.id(), List.of(), List.of()));

    assertThat(other.calls().put(one.path("/heartbeat"), beat).problem())
        .isEqualTo("403 not-your-device");
    assertThat(
            other
                .calls()
                .post(one.path("/epochs"), new EpochStart("http://127.0.0.1", 1))
                .problem())
        .isEqualTo("403 not-your-device");
    assertThat(other.calls().delete(one.path("/lease")).problem()).isEqualTo("403 not-your-device");
    assertThat(operator().put(one.path("/heartbeat"), beat).problem()).isEqualTo("403 forbidden");
    assertThat(anonymous().put(one.path("/heartbeat"), beat).problem())
        .isEqualTo("401 unauthenticated");
  }

  @Test
  void refusesImpossibleHeartbeatsAndLives() {
    TestDevice device = device();
    LinkSamples none = new LinkSamples(device.id(), List.of(), List.of());

    assertThat(put(device, new Heartbeat(1, List.of(), List.of(), none)))
        .isEqualTo("400 invalid-heartbeat");
    assertThat(
            put(device, new Heartbeat(1, List.of(new Heartbeat.LaneState(0, -1)), List.of(), none)))
        .isEqualTo("400 invalid-heartbeat");
    assertThat(put(device, device.heartbeat(1, new LinkSamples("other", List.of(), List.of()))))
        .isEqualTo("400 invalid-heartbeat");
    assertThat(put(device, device.heartbeat(7, none))).isEqualTo("409 stale-epoch");
    assertThat(
            device
                .calls()
                .post(device.path("/epochs"), new EpochStart("ftp://127.0.0.1", 1))
                .problem())
        .isEqualTo("400 url-not-allowed");
    assertThat(
            device
                .calls()
                .post(device.path("/epochs"), new EpochStart("http://127.0.0.1", 0))
                .problem())
        .isEqualTo("400 invalid-epoch");
    assertThat(view(device).liveness()).isEqualTo(Liveness.ONLINE);
  }

  @Test
  void namesNeighboursAndMachinesToProbe() {
    String zone = unique("zone");
    TestDevice one = device(in(zone, Tier.DEVICE));
    TestDevice peer = device(in(zone, Tier.DEVICE));
    TestDevice edge = device(in(zone, Tier.EDGE));

    await(() ->
        one.beat().as(Lease.class).probeTargets().stream()
            .map(ProbeTarget::id)
            .toList()
            .containsAll(List.of(peer.id(), edge.id())));
    assertThat(one.beat().as(Lease.class).probeTargets())
        .extracting(ProbeTarget::id)
        .doesNotContain(one.id());
  }

  private Enrolment in(String zone, Tier tier) {
    return new Enrolment(
        enrolmentKey(), publicKey(), unique("node"), tier, zone, "c", "http://10.1.2.3:8090", 1);
  }

  private static String put(TestDevice device, Heartbeat beat) {
    return device.calls().put(device.path("/heartbeat"), beat).problem();
  }

  private DeviceView view(TestDevice device) {
    return operator().get(device.path("")).as(DeviceView.class);
  }

  private List<String> events(TestDevice device) {
    return jdbc.queryForList(
        "select kind from registry.liveness_events where device_id = ? order by id",
        String.class,
        device.id());
  }
}
