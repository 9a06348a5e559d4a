package org.meitheal.lab.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.json.ProtocolJson;

/** Answers that nobody gave. */
public final class FakeAnswers {
  private FakeAnswers() {}

  public static Http.Answer of(int status, String body) {
    return new Http.Answer(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public static Http.Answer classified(boolean inTime) {
    Receipt receipt = new Receipt("lab.1", "local", "device-1", 1, 250.0, 262.5, inTime, 1);
    Classification answer = new Classification("net", "1", List.of(), receipt);
    return of(200, ProtocolJson.MAPPER.writeValueAsString(answer));
  }
}
