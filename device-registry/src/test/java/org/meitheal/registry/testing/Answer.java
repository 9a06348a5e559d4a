package org.meitheal.registry.testing;

import java.net.http.HttpResponse;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.databind.JsonNode;

/** What came back. */
public record Answer(HttpResponse<String> response) {
  public int status() {
    return response.statusCode();
  }

  public <T> T as(Class<T> type) {
    return ProtocolJson.MAPPER.readValue(response.body(), type);
  }

  public JsonNode json() {
    return ProtocolJson.MAPPER.readTree(response.body());
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Status and code of a problem, such as {@code 409 name-taken}. */
  public String problem() {
    if (!header("Content-Type").startsWith("application/problem+json")) {
      return status() + " without a problem: " + response.body();
    }
    return status() + " " + json().path("code").asString();
  }
}
