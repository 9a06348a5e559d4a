package org.meitheal.gateway.error;

import java.nio.charset.StandardCharsets;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.problem.ErrorAnswer;
import org.springframework.http.MediaType;

/** An error as it is written: OIP's form on {@code /v2}, RFC 9457's elsewhere. */
record ErrorBody(MediaType type, String text) {
  static ErrorBody of(GatewayError error, String path) {
    boolean oip = ErrorAnswer.isOip(path);
    Object body =
        ErrorAnswer.of(error.status().value(), error.code(), error.retryable(), error.detail())
            .body(oip);
    return new ErrorBody(
        oip ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON,
        ProtocolJson.MAPPER.writeValueAsString(body));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
