package org.meitheal.registry.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.registry.testing.Calls;
import org.meitheal.registry.testing.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

class KeysIntegrationTests extends IntegrationTest {
  @Autowired private SigningKeys signing;

  @Test
  void issuesTokensThatItsPublishedKeysVerify() {
    String token = token(serviceKey());

    AccessToken verified = new TokenVerifier((use, kid) -> key(use, kid), CLOCK).verify(token);

    assertThat(verified.subject()).isEqualTo("scheduler-lab");
    assertThat(verified.role()).isEqualTo(Role.SERVICE);
    assertThat(Duration.between(CLOCK.instant(), verified.expiresAt()))
        .isBetween(Duration.ofSeconds(599), Duration.ofMinutes(10));
  }

  @Test
  void refusesKeysThatAreNobodys() {
    assertThat(anonymous().post("/v1/tokens", "").problem()).isEqualTo("401 unauthenticated");
    assertThat(anonymous().as("nonsense").post("/v1/tokens", "").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(anonymous().as(ApiKeyFormat.make("operator")).post("/v1/tokens", "").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(anonymous().as(ApiKeyFormat.make("nobody")).post("/v1/tokens", "").problem())
        .isEqualTo("401 unauthenticated");
  }

  @Test
  void rotatesWithTwoValidAtOnce() {
    Calls before = operator();
    List<String> first = kids("token");

    signing.rotate();
    assertThat(kids("token")).isEqualTo(first);
    CLOCK.advance(Duration.ofHours(1));
    signing.rotate();
    List<String> second = kids("token");

    assertThat(second).hasSize(2).contains(first.getFirst());
    assertThat(before.get("/v1/principals").problem())
        .as("expired")
        .isEqualTo("401 unauthenticated");
    assertThat(operator().get("/v1/principals").status()).isEqualTo(200);
    CLOCK.advance(Duration.ofHours(1));
    signing.rotate();
    assertThat(kids("token"))
        .hasSize(2)
        .contains(second.getFirst())
        .doesNotContain(first.getFirst());
  }

  @Test
  void publishesTheNewestTwoTicketKeysOfAScheduler() {
    Calls scheduler = caller(Role.SERVICE);
    List<PublicKeys.Key> keys = List.of(ticketKey(), ticketKey(), ticketKey());

    for (PublicKeys.Key key : keys) {
      assertThat(publish(scheduler, key)).isEqualTo(204);
      CLOCK.advance(Duration.ofMillis(1));
    }

    assertThat(published()).contains(keys.get(1), keys.get(2)).doesNotContain(keys.get(0));
    assertThat(publish(scheduler, keys.get(2))).as("again").isEqualTo(204);
  }

  @Test
  void refusesTicketKeysThatAreNone() {
    PublicKeys.Key mine = ticketKey();
    publish(service(), mine);
    PublicKeys.Key other = ticketKey();

    assertThat(put(service(), mine.kid(), new PublicKeys.Key(mine.kid(), "ticket", other.x())))
        .isEqualTo("409 kid-taken");
    assertThat(put(caller(Role.SERVICE), mine.kid(), mine)).isEqualTo("409 kid-taken");
    String own = kids("token").getFirst();
    assertThat(put(service(), own, new PublicKeys.Key(own, "ticket", other.x())))
        .isEqualTo("409 kid-taken");
    assertThat(put(service(), "k", new PublicKeys.Key("k", "token", other.x())))
        .isEqualTo("400 invalid-key");
    assertThat(put(service(), "k", new PublicKeys.Key("other", "ticket", other.x())))
        .isEqualTo("400 invalid-key");
    assertThat(put(service(), "k", new PublicKeys.Key("k", "ticket", "AAAA")))
        .isEqualTo("400 invalid-key");
    assertThat(put(service(), "k", new PublicKeys.Key("k", "ticket", "no base64")))
        .isEqualTo("400 invalid-key");
    assertThat(put(operator(), other.kid(), other)).isEqualTo("403 forbidden");
  }

  private PublicKeys.Key ticketKey() {
    return new PublicKeys.Key(unique("ticket"), "ticket", publicKey());
  }

  private static int publish(Calls scheduler, PublicKeys.Key key) {
    return scheduler.put("/v1/keys/" + key.kid(), key).status();
  }

  private static String put(Calls caller, String kid, PublicKeys.Key key) {
    return caller.put("/v1/keys/" + kid, key).problem();
  }

  private List<PublicKeys.Key> published() {
    return anonymous().get("/v1/keys").as(PublicKeys.class).keys();
  }

  private List<String> kids(String use) {
    return published().stream().filter(k -> k.use().equals(use)).map(PublicKeys.Key::kid).toList();
  }

  private java.security.PublicKey key(String use, String kid) {
    return published().stream()
        .filter(key -> key.use().equals(use) && key.kid().equals(kid))
        .findFirst()
        .map(key -> Ed25519.decode(key.x()))
        .orElseThrow();
  }
}
