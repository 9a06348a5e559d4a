package org.meitheal.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerUrlTests {
  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.7:8090", "https://camera-2", "http://[::1]:8090/"})
  void aServerMayBeNamed(String url) {
    assertThat(PeerUrl.parse(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "camera-2:8090",
        "file:///etc/passwd",
        "ftp://camera-2",
        "http:///v1/probe",
        "http://user@camera-2",
        "http://camera-2/v1/devices",
        "http://camera-2?x=1",
        "http://camera-2#x",
        "http://camera 2"
      })
  void nothingElseMay(String url) {
    assertThatThrownBy(() -> PeerUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }
}
