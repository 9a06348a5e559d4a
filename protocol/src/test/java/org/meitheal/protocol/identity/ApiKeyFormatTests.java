package org.meitheal.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFormatTests {
  @RepeatedTest(50)
  void readsWhatItMade() {
    String id = ApiKeyFormat.newId();
    String key = ApiKeyFormat.make(id);

    ApiKeyFormat.Parts parts = ApiKeyFormat.parse(key);

    assertThat(parts).isNotNull();
    assertThat(parts.id()).isEqualTo(id);
    assertThat(key).isEqualTo("mk_" + id + "_" + parts.secret());
    assertThat(parts.toString()).doesNotContain(parts.secret());
  }

  @Test
  void recognisesASecretByItsHash() {
    String stored = ApiKeyFormat.hash("secret");

    assertThat(stored).hasSize(64);
    assertThat(ApiKeyFormat.matches("secret", stored)).isTrue();
    assertThat(ApiKeyFormat.matches("Secret", stored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mk_", "mk_a_b", "mk__x", "xk_a_0123456789012345678901234567890123456789012"})
  void readsNothingElse(String key) {
    assertThat(ApiKeyFormat.parse(key)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a_b", "A", "ä", "-a"})
  void refusesOtherIds(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> ApiKeyFormat.make(id));
  }
}
