package org.meitheal.registry.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.meitheal.protocol.identity.Role;
import org.meitheal.registry.testing.Answer;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;
import org.springframework.beans.factory.annotation.Autowired;

class PrincipalsIntegrationTests extends IntegrationTest {
  @Autowired private Principals principals;

  @Test
  void showsASecretOnceAndKeepsItsHash() {
    String name = unique("camera-app");
    Answer created =
        operator()
            .post("/v1/principals", new ApiKeyRequest(name, Role.CLIENT, List.of("infer:lite0")));

    assertThat(created.status()).isEqualTo(201);
    ApiKey key = created.as(ApiKey.class);
    assertThat(key.key()).startsWith("mk_" + key.id() + "_");
    String secret = key.key().substring(("mk_" + key.id() + "_").length());
    assertThat(operator().get("/v1/principals").response().body())
        .contains(name, "infer:lite0")
        .doesNotContain(secret);
    assertThat(
            jdbc.queryForObject(
                "select secret_sha256 from registry.principals where name = ?", String.class, name))
        .isEqualTo(ApiKeyFormat.hash(secret));
    assertThat(audited("principal.create", name)).isOne();
  }

  @Test
  void deletesACallerWhoseKeyIsRefusedFromThenOn() {
    String name = unique("leaver");
    ApiKey key = create(name);
    token(key.key());

    assertThat(operator().delete("/v1/principals/" + key.id()).status()).isEqualTo(204);

    assertThat(anonymous().as(key.key()).post("/v1/tokens", "").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(operator().delete("/v1/principals/" + key.id()).problem())
        .isEqualTo("404 principal-unknown");
    assertThat(audited("principal.delete", name)).isOne();
  }

  @Test
  void refusesWhatIsNoCaller() {
    String name = unique("twice");
    create(name);

    assertThat(post(new ApiKeyRequest(name, Role.CLIENT, List.of()))).isEqualTo("409 name-taken");
    assertThat(post(new ApiKeyRequest("", Role.CLIENT, List.of())))
        .isEqualTo("400 invalid-principal");
    assertThat(post(new ApiKeyRequest("a b", Role.CLIENT, List.of())))
        .isEqualTo("400 invalid-principal");
    assertThat(post(new ApiKeyRequest(unique("x"), Role.DEVICE, List.of())))
        .isEqualTo("400 invalid-principal");
    assertThat(post(new ApiKeyRequest(unique("x"), Role.CLIENT, List.of("a b"))))
        .isEqualTo("400 invalid-principal");
  }

  @Test
  void letsOnlyOperatorsIn() {
    assertThat(service().get("/v1/principals").problem()).isEqualTo("403 forbidden");
    assertThat(caller(Role.VIEWER).get("/v1/principals").problem()).isEqualTo("403 forbidden");
    assertThat(anonymous().get("/v1/principals").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void keepsDevicesOut() {
    TestDevice device = device();
    String id = device.credential().split("_")[1];

    assertThat(operator().get("/v1/principals").response().body()).doesNotContain(device.id());
    assertThat(operator().delete("/v1/principals/" + id).problem())
        .isEqualTo("404 principal-unknown");
  }

  @Test
  void replacesABootstrapCallersKey() {
    String name = unique("bootstrap");
    ApiKeyText first = ApiKeyText.generate();
    ApiKeyText second = ApiKeyText.generate();

    principals.upsert(name, Role.VIEWER, first);
    principals.upsert(name, Role.VIEWER, first);
    token(first.text());
    principals.upsert(name, Role.OPERATOR, second);

    assertThat(anonymous().as(token(second.text())).get("/v1/principals").status()).isEqualTo(200);
    assertThat(anonymous().as(first.text()).post("/v1/tokens", "").status()).isEqualTo(401);
  }

  private ApiKey create(String name) {
    return operator()
        .post("/v1/principals", new ApiKeyRequest(name, Role.CLIENT, List.of()))
        .as(ApiKey.class);
  }

  private String post(ApiKeyRequest request) {
    return operator().post("/v1/principals", request).problem();
  }

  private int audited(String action, String target) {
    return jdbc.queryForObject(
        "select count(*) from registry.audit where actor = 'root' and action = ? and target = ?",
        Integer.class,
        action,
        target);
  }
}
