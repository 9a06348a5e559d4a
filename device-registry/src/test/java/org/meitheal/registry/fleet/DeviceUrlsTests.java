package org.meitheal.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.problem.ProblemException;

class DeviceUrlsTests {
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7");
  private static final DeviceUrls URLS = new DeviceUrls(PRIVATE, DeviceUrlsTests::resolve);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.1.1:8090",
        "https://10.255.255.255",
        "http://172.31.0.1:1",
        "http://192.168.1.2:65535/base",
        "http://[::1]:8090",
        "http://[fd12:3456::1]:8090",
        "http://worker-1:8090",
        "http://worker.lab.example:8090",
        "HTTP://127.0.0.1"
      })
  void allowsWhatDevicesMayBe(String url) {
    assertThat(URLS.check(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8090",
        "//127.0.0.1",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1",
        "http://user@127.0.0.1",
        "http://127.0.0.1/#here",
        "http://127.0.0.1/?q",
        "http://127.0.0.1/../admin",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://169.254.169.254",
        "http://[::ffff:169.254.169.254]",
        "http://[fe80::1]",
        "http://[fe80::1%25eth0]",
        "http://[fd00:ec2::254]",
        "http://0.0.0.0",
        "http://[::]",
        "http://224.0.0.1",
        "http://8.8.8.8",
        "http://172.32.0.1",
        "http://127.1",
        "http://2130706433",
        "http://0x7f000001",
        "http://0177.0.0.1",
        "http://127.0.0.256",
        "http://metadata.example",
        "http://both.example",
        "http://unknown.example",
        "http://bad_host!",
        "http:///nohost",
        "not a url"
      })
  void refusesTheRest(String url) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> URLS.check(url))
        .satisfies(problem -> {
          assertThat(problem.status()).isEqualTo(400);
          assertThat(problem.code()).isEqualTo("url-not-allowed");
        });
  }

  @Test
  void refusesLinkLocalEvenWhereAllIsAllowed() {
    DeviceUrls all = new DeviceUrls(List.of("0.0.0.0/0", "::/0"), DeviceUrlsTests::resolve);

    assertThat(all.check("http://8.8.8.8")).isEqualTo("http://8.8.8.8");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> all.check("http://169.254.169.254"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> all.check("http://metadata.example"));
  }

  @Test
  void dropsATrailingSlash() {
    assertThat(URLS.check("http://127.0.0.1:8090/")).isEqualTo("http://127.0.0.1:8090");
  }

  @Test
  void refusesNetworksThatAreNone() {
    for (String cidr : List.of("10.0.0.0", "10.0.0.0/33", "host/8", "10.0.0.0/x")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .as(cidr)
          .isThrownBy(() -> Network.parse(cidr));
    }
  }

  private static List<InetAddress> resolve(String name) throws UnknownHostException {
    return switch (name) {
      case "worker-1", "worker.lab.example" -> List.of(InetAddress.ofLiteral("10.1.2.3"));
      case "metadata.example" -> List.of(InetAddress.ofLiteral("169.254.169.254"));
      case "both.example" ->
          List.of(InetAddress.ofLiteral("10.1.2.3"), InetAddress.ofLiteral("8.8.8.8"));
      default -> throw new UnknownHostException(name);
    };
  }
}
