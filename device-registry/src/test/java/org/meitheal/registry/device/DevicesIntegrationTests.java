package org.meitheal.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.registry.testing.Answer;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;

class DevicesIntegrationTests extends IntegrationTest {
  private static final DevicePatch CORDONED = new DevicePatch(OperatorState.CORDONED);

  @Test
  void listsByTierZoneAndStateInPages() {
    String zone = unique("zone");
    List<String> ids =
        Stream.of(Tier.DEVICE, Tier.DEVICE, Tier.CLOUD)
            .map(tier -> device(in(zone, tier)).id())
            .toList();
    operator().patch("/v1/devices/" + ids.get(1), CORDONED, "If-Match", "*");

    assertThat(list("?zone=" + zone)).isEqualTo(ids);
    assertThat(list("?zone=" + zone + "&tier=CLOUD")).containsExactly(ids.get(2));
    assertThat(list("?zone=" + zone + "&state=ONLINE")).isEqualTo(ids);
    assertThat(list("?zone=" + zone + "&state=cordoned")).containsExactly(ids.get(1));
    assertThat(list("?zone=" + zone + "&limit=2")).isEqualTo(ids.subList(0, 2));
    assertThat(list("?zone=" + zone + "&limit=2&after=" + ids.get(1))).containsExactly(ids.get(2));
  }

  @Test
  void refusesFiltersThatMeanNothing() {
    assertThat(operator().get("/v1/devices?state=HAPPY").problem()).isEqualTo("400 invalid-filter");
    assertThat(operator().get("/v1/devices?limit=0").problem()).isEqualTo("400 invalid-filter");
    assertThat(operator().get("/v1/devices?tier=MOON").problem()).isEqualTo("400 bad-request");
  }

  @Test
  void changesWhatTheOperatorSaw() {
    TestDevice device = device();
    String etag = operator().get(device.path("")).header("ETag");
    assertThat(etag).isEqualTo("\"1\"");

    Answer changed = operator().patch(device.path(""), CORDONED, "If-Match", etag);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.as(DeviceView.class).operatorState()).isEqualTo(OperatorState.CORDONED);
    assertThat(operator().patch(device.path(""), CORDONED, "If-Match", etag).problem())
        .isEqualTo("412 revision-changed");
    assertThat(operator().patch(device.path(""), CORDONED, "If-Match", "W/\"2\"").problem())
        .isEqualTo("412 revision-changed");
    assertThat(operator().patch(device.path(""), CORDONED).problem())
        .isEqualTo("428 if-match-required");
    device.beat();
    assertThat(operator().get(device.path("")).header("ETag"))
        .as("a heartbeat is no operator's write")
        .isEqualTo("\"2\"");
    assertThat(audited("device.patch", device.id())).isOne();
  }

  @Test
  void deletesADeviceWithAllThatItWas() {
    TestDevice device = device();

    assertThat(operator().delete(device.path("")).problem()).isEqualTo("428 if-match-required");
    assertThat(operator().delete(device.path(""), "If-Match", "\"9\"").problem())
        .isEqualTo("412 revision-changed");
    assertThat(operator().delete(device.path(""), "If-Match", "\"1\"").status()).isEqualTo(204);

    assertThat(operator().get(device.path("")).problem()).isEqualTo("404 device-unknown");
    assertThat(operator().delete(device.path(""), "If-Match", "*").problem())
        .isEqualTo("404 device-unknown");
    assertThat(device.beat().problem()).isEqualTo("404 device-unknown");
    assertThat(device.startEpoch().problem()).isEqualTo("404 device-unknown");
    assertThat(anonymous().as(device.credential()).post("/v1/tokens", "").status()).isEqualTo(401);
    assertThat(audited("device.delete", device.id())).isOne();
  }

  @Test
  void doesNotBringADeletedDeviceBackByItsOldKey() {
    Enrolment enrolment = enrolment(enrolmentKey(), publicKey(), unique("pi"));
    TestDevice device = device(enrolment);
    operator().delete(device.path(""), "If-Match", "*");

    assertThat(anonymous().post("/v1/devices", enrolment).problem())
        .isEqualTo("401 enrolment-key-used");
  }

  @Test
  void letsOperatorsActAndOthersLook() {
    TestDevice device = device();

    assertThat(caller(Role.VIEWER).get(device.path("")).status()).isEqualTo(200);
    assertThat(service().get(device.path("")).status()).isEqualTo(200);
    assertThat(device.calls().get(device.path("")).problem()).isEqualTo("403 forbidden");
    assertThat(caller(Role.VIEWER).patch(device.path(""), CORDONED, "If-Match", "*").problem())
        .isEqualTo("403 forbidden");
    assertThat(service().delete(device.path(""), "If-Match", "*").problem())
        .isEqualTo("403 forbidden");
    assertThat(operator().get("/v1/devices/No%20Such").problem()).isEqualTo("404 device-unknown");
    assertThat(operator().patch(device.path(""), "{}", "If-Match", "*").problem())
        .isEqualTo("400 unreadable-body");
  }

  private Enrolment in(String zone, Tier tier) {
    return new Enrolment(
        enrolmentKey(), publicKey(), unique("node"), tier, zone, "c", "http://10.1.2.3:8090", 1);
  }

  private List<String> list(String query) {
    return Stream.of(operator().get("/v1/devices" + query).as(DeviceView[].class))
        .map(DeviceView::id)
        .toList();
  }

  private int audited(String action, String target) {
    return jdbc.queryForObject(
        "select count(*) from registry.audit where actor = 'root' and action = ? and target = ?",
        Integer.class,
        action,
        target);
  }
}
