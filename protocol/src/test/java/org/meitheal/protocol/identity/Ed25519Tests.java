package org.meitheal.protocol.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Tests {
  /** RFC 8037, appendix A.2. */
  private static final String RFC_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

  @Test
  void keepsAKeyPairThroughText() {
    KeyPair pair = Ed25519.generate();

    PublicKey publicKey = Ed25519.decode(Ed25519.encode(pair.getPublic()));
    var privateKey = Ed25519.decodePrivate(Ed25519.encodePrivate(pair.getPrivate()) + "\n");

    byte[] message = "hello".getBytes(UTF_8);
    assertThat(Ed25519.verify(publicKey, message, Ed25519.sign(privateKey, message))).isTrue();
    assertThat(publicKey).isEqualTo(pair.getPublic());
  }

  @Test
  void writesTheRawBytesOfRfc8037() {
    assertThat(Ed25519.encode(Ed25519.decode(RFC_X))).isEqualTo(RFC_X);
  }

  @Test
  void verifiesTheSignatureOfRfc8032Test2() {
    PublicKey key =
        Ed25519.decode(
            java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    HexFormat.of()
                        .parseHex(
                            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    assertThat(Ed25519.verify(key, new byte[] {0x72}, signature)).isTrue();
    assertThat(Ed25519.verify(key, new byte[] {0x73}, signature)).isFalse();
    assertThat(Ed25519.verify(key, new byte[] {0x72}, new byte[3])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AAAA", "not base64!", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURoAA"})
  void refusesWhatIsNoKey(String x) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.decode(x));
    assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.decodePrivate(x));
  }
}
