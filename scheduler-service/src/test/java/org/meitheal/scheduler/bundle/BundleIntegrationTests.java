package org.meitheal.scheduler.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.model.Sha256;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;

class BundleIntegrationTests extends SchedulerDatabaseTest {
  @Test
  void servesItsModelsToDevices() {
    String bundle = "/v1/bundles/" + model().sha256();
    String file = bundle + "/files/" + model().manifest().segments().getFirst().sha256();

    String manifest = send(as(Role.DEVICE, bundle)).text();
    assertThat(Sha256.of(manifest.getBytes(StandardCharsets.UTF_8))).isEqualTo(model().sha256());
    Answer piece = send(as(Role.DEVICE, file).header("Range", "bytes=5000-5009"));
    assertThat(piece.status()).isEqualTo(206);
    assertThat(piece.header("Content-Length")).isEqualTo("10");
    assertThat(piece.header("ETag"))
        .isEqualTo('"' + model().manifest().segments().getFirst().sha256() + '"');
    assertThat(send(as(Role.DEVICE, file).header("Range", "bytes=9999999-")).status())
        .isEqualTo(416);

    assertThat(get("/v1/bundles/unknown").status()).isEqualTo(404);
    assertThat(get(bundle + "/files/unknown").text()).contains("unknown-bundle");
    assertThat(send(as(Role.CLIENT, bundle)).status()).isEqualTo(403);
  }
}
