package org.meitheal.protocol.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.MutableClock;

class TokenVerifierTests {
  private final MutableClock clock = new MutableClock();
  private final KeyPair pair = Ed25519.generate();
  private final AtomicInteger lookups = new AtomicInteger();
  private final TokenIssuer issuer =
      new TokenIssuer("k1", pair.getPrivate(), clock, Duration.ofMinutes(10));
  private final TokenVerifier verifier =
      new TokenVerifier(
          (use, kid) -> {
            lookups.incrementAndGet();
            return use.equals("token") && kid.equals("k1") ? pair.getPublic() : null;
          },
          clock);

  @Test
  void believesWhatTheIssuerSigned() {
    AccessToken token = verifier.verify(issuer.issue("cam-1", Role.DEVICE, List.of("models:read")));

    assertThat(token.subject()).isEqualTo("cam-1");
    assertThat(token.role()).isEqualTo(Role.DEVICE);
    assertThat(token.scopes()).containsExactly("models:read");
    assertThat(token.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
  }

  @Test
  void checksASignatureOnce() {
    String compact = issuer.issue("cam-1", Role.DEVICE, List.of());

    for (int call = 0; call < 5; call++) {
      verifier.verify(compact);
    }

    assertThat(lookups).hasValue(1);
  }

  @Test
  void endsWithTheTokensLifeAlsoWhenCached() {
    String compact = issuer.issue("cam-1", Role.DEVICE, List.of());
    verifier.verify(compact);

    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(verifier.verify(compact)).isNotNull();
    clock.advance(Duration.ofSeconds(1));

    assertInvalid(compact, "expired");
    assertInvalid(compact, "expired");
  }

  @Test
  void refusesAnotherSignersToken() {
    KeyPair other = Ed25519.generate();
    TokenIssuer forger = new TokenIssuer("k1", other.getPrivate(), clock, Duration.ofMinutes(1));
    TokenIssuer stranger = new TokenIssuer("k2", pair.getPrivate(), clock, Duration.ofMinutes(1));

    assertInvalid(forger.issue("x", Role.OPERATOR, List.of()), "signature");
    assertInvalid(stranger.issue("x", Role.OPERATOR, List.of()), "unknown");
  }

  @Test
  void refusesATicketAsAToken() {
    byte[] claims =
        new TokenClaims(TokenClaims.ISSUER, "x", Role.OPERATOR, List.of(), 0, Long.MAX_VALUE / 4)
            .toJson();

    assertInvalid(Jws.sign("k1", pair.getPrivate(), "plan", claims), "type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[1]",
        "{\"iss\":\"other\",\"sub\":\"x\",\"role\":\"CLIENT\",\"scopes\":[],\"iat\":1,\"exp\":9999999999}",
        "{\"iss\":\"meitheal-registry\",\"sub\":\"x\",\"role\":\"KING\",\"scopes\":[],\"iat\":1,\"exp\":9999999999}",
        "{\"iss\":\"meitheal-registry\",\"sub\":\"x\",\"role\":\"CLIENT\",\"scopes\":[],\"iat\":1,\"exp\":1e30}"
      })
  void refusesOtherClaims(String claims) {
    assertInvalid(Jws.sign("k1", pair.getPrivate(), "JWT", claims.getBytes(UTF_8)), "");
  }

  @Test
  void staysBounded() {
    for (int count = 0; count < 10_500; count++) {
      verifier.verify(issuer.issue("s" + count, Role.CLIENT, List.of()));
    }
    assertThat(verifier.cached()).isLessThanOrEqualTo(10_000);
  }

  private void assertInvalid(String compact, String why) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> verifier.verify(compact))
        .withMessageContaining(why);
  }
}
