package org.meitheal.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.registry.testing.IntegrationTest;

class RegistryIntegrationTests extends IntegrationTest {
  @Test
  void answersHealthWithoutACredential() {
    assertThat(anonymous().get("/actuator/health").json().path("status").asString())
        .isEqualTo("UP");
    assertThat(anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void showsWhatBecameOfRowsWrittenBehind() {
    var info = service().get("/actuator/info").json().path("write_behind");
    assertThat(info.path("rtt_samples").path("dropped").asInt(-1)).isZero();
    assertThat(anonymous().get("/actuator/info").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void describesItself() {
    var paths = anonymous().get("/v3/api-docs").json().path("paths");
    assertThat(paths.has("/v1/devices/{id}/heartbeat")).isTrue();
    assertThat(paths.path("/v1/principals").path("post").path("parameters").isMissingNode())
        .as("the caller is no parameter")
        .isTrue();
  }

  @Test
  void deniesWhatNoRuleNames() {
    assertThat(operator().get("/v1/nothing").problem()).isEqualTo("403 forbidden");
    assertThat(operator().get("/actuator/env").problem()).isEqualTo("403 forbidden");
    assertThat(anonymous().get("/v1/devices").problem()).isEqualTo("401 unauthenticated");
    assertThat(anonymous().as("nonsense").get("/v1/devices").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(caller(Role.CLIENT).get("/v1/devices").problem()).isEqualTo("403 forbidden");
    assertThat(caller(Role.VIEWER).post("/v1/enrolment-keys", "{}").problem())
        .isEqualTo("403 forbidden");
  }

  @Test
  void refusesBadBodiesInOneForm() {
    assertThat(operator().post("/v1/principals", "{").problem()).isEqualTo("400 unreadable-body");
    assertThat(operator().post("/v1/principals", "{\"name\":\"x\"}").problem())
        .isEqualTo("400 unreadable-body");
    assertThat(
            operator()
                .post("/v1/principals", "{\"name\":\"" + "x".repeat(2 << 20) + "\"}")
                .problem())
        .isEqualTo("413 body-too-large");
    assertThat(
            operator()
                .send(
                    "POST",
                    "/v1/principals",
                    BodyPublishers.ofString("x"),
                    "Content-Type",
                    "text/plain")
                .problem())
        .isEqualTo("415 unsupported-media-type");
    assertThat(anonymous().send("POST", "/v1/keys", BodyPublishers.noBody()).status())
        .isIn(401, 403, 405);
  }
}
