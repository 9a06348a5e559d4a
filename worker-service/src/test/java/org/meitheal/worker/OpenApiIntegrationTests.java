package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.support.RunningWorker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document that is served is that of the controllers. When they change, put the file that this
 * test leaves in {@code target} in its place.
 */
class OpenApiIntegrationTests {
  private final RunningWorker worker = RunningWorker.shared();

  @Test
  void theServedDocumentIsThatOfTheControllers() throws IOException {
    ObjectNode generated = (ObjectNode) read("/generated-api-docs");
    generated.remove("servers");
    ((ObjectNode) generated.get("info")).put("title", "Meitheal worker").put("version", "1");
    Files.createDirectories(Path.of("target"));
    Files.writeString(
        Path.of("target/openapi.json"),
        ProtocolJson.MAPPER
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(generated)
            + "\n");

    assertThat(read("/v3/api-docs")).isEqualTo(generated);
  }

  private JsonNode read(String path) {
    byte[] body = worker.get(path).body();
    return ProtocolJson.MAPPER.readTree(body);
  }
}
