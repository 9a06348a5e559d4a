package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A dashboard that no lab runs, as everywhere else. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NoLabIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String OPERATOR = ApiKeyFormat.make("operator");

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void hasNothingOfALab() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.get("/dashboard/models").body()).doesNotContain(">Lab<");
    assertThat(operator.get("/dashboard/lab").statusCode()).isEqualTo(404);
    assertThat(operator.get("/dashboard/lab/workers/device-1/kill").statusCode()).isEqualTo(404);
    assertThat(operator.post("/dashboard/lab/workers/device-1/kill", "").statusCode())
        .isEqualTo(404);
    assertThat(operator.post("/dashboard/lab/load", "rate=1").statusCode()).isEqualTo(404);
  }
}
