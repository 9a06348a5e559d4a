package org.meitheal.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTests {
  @Test
  void namesThePortWhatWantsItAndTheOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      PortCheck.Needed needed =
          new PortCheck.Needed("gateway", "127.0.0.1", taken.getLocalPort(), "--gateway-port");
      assertThatThrownBy(() -> PortCheck.requireFree(List.of(needed)))
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1")
          .hasMessageContaining("gateway")
          .hasMessageContaining("--gateway-port");
    }
  }

  @Test
  void namesWhatWantsTheSamePort() {
    LabPorts ports = new LabPorts(8081, 8081, 8082, 8083, 15432, 8090);
    LabOptions options = LabOptions.standard(Path.of("."), ports, 4, true);

    assertThatThrownBy(() -> PortCheck.requireFree(PortCheck.needs(options)))
        .hasMessage(
            "port 8081 on 127.0.0.1 is wanted for gateway and for registry (choose another with"
                + " --gateway-port or --registry-port)");
  }

  @Test
  void asksForEveryPortOfTheLab() {
    LabOptions options = LabOptions.standard(Path.of("."), LabPorts.DEFAULT, 4, true);
    assertThat(PortCheck.needs(options))
        .extracting(PortCheck.Needed::by)
        .contains("gateway", "registry", "scheduler", "dashboard", "postgres")
        .contains("device-1", "links to device-4", "edge-1", "cloud-1", "links to the registry");
  }
}
