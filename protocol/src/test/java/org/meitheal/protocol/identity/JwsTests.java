package org.meitheal.protocol.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTests {
  private final KeyPair pair = Ed25519.generate();

  @Test
  void carriesAPayloadFromSignerToVerifier() {
    Jws jws = Jws.parse(Jws.sign("k1", pair.getPrivate(), "plan", "{}".getBytes(UTF_8)));

    assertThat(jws.kid()).isEqualTo("k1");
    assertThat(jws.type()).isEqualTo("plan");
    assertThat(jws.payload()).asString(UTF_8).isEqualTo("{}");
    assertThat(jws.verify(pair.getPublic())).isTrue();
    assertThat(jws.verify(Ed25519.generate().getPublic())).isFalse();
  }

  @Test
  void hasTheHeaderOfAJwt() {
    String compact = Jws.sign("k1", pair.getPrivate(), "JWT", new byte[0]);

    String header = compact.substring(0, compact.indexOf('.'));
    assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8))
        .isEqualTo("{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"k\"}",
        "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}",
        "{\"alg\":\"EdDSA\",\"kid\":\"k\",\"crit\":[\"exp\"]}",
        "[]",
        "null",
        "{",
        ""
      })
  void refusesOtherHeaders(String header) {
    String compact = Base64.getUrlEncoder().encodeToString(header.getBytes(UTF_8)) + ".e30.AAAA";

    assertThatExceptionOfType(InvalidJwsException.class).isThrownBy(() -> Jws.parse(compact));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "a.b.c.d", "..", "e30.!.AA", "mk_x_y"})
  void refusesOtherForms(String compact) {
    assertThatExceptionOfType(InvalidJwsException.class).isThrownBy(() -> Jws.parse(compact));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatExceptionOfType(InvalidJwsException.class)
        .isThrownBy(() -> Jws.parse("a".repeat(Jws.MAX_LENGTH + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jws.sign("k", pair.getPrivate(), "plan", new byte[Jws.MAX_LENGTH]));
  }

  @Test
  void noChangedCharacterVerifies() {
    String compact = Jws.sign("k1", pair.getPrivate(), "JWT", "{\"a\":1}".getBytes(UTF_8));
    Random random = new Random(7);
    for (int index = 0; index < compact.length() - 1; index++) {
      char[] changed = compact.toCharArray();
      do {
        changed[index] = (char) ('!' + random.nextInt(94));
      } while (changed[index] == compact.charAt(index));

      assertThat(isBelieved(new String(changed))).as("position %d", index).isFalse();
    }
  }

  private boolean isBelieved(String compact) {
    try {
      return Jws.parse(compact).verify(pair.getPublic());
    } catch (InvalidJwsException refused) {
      return false;
    }
  }
}
