package org.meitheal.dashboard.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Has the scheduler classify a photo, as any client would, with the operator's own token. */
final class ClassifyCalls {
  private static final String DECISION = "Meitheal-Decision";
  private static final long MOST_ANSWER_BYTES = 1 << 20;

  private final HttpClient http = HttpClients.shared();
  private final URI scheduler;

  ClassifyCalls(URI scheduler) {
    this.scheduler = scheduler;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Classified(Classification classification) implements Outcome {}

    /**
     * @param code stable, kebab-case; empty where there was none
     * @param detail in a sentence; empty where there was none
     * @param decision that explains it; none where nothing was decided
     * @param retryAfter seconds; none where it was not said
     */
    record Refused(
        int status,
        String code,
        String detail,
        @Nullable String decision,
        @Nullable String retryAfter)
        implements Outcome {}
  }

  /**
   * @throws IOException where no answer came in time, or one that cannot be read
   */
  Outcome send(Photo photo, Wish wish, String token) throws IOException {
    String path = "/v1/models/" + UriUtils.encodePathSegment(wish.model(), UTF_8) + "/classify";
    HttpRequest.Builder request =
        JsonCalls.request(scheduler, path)
            .timeout(wish.patience())
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .POST(photo.body());
    wish.headers().forEach(request::header);
    HttpResponse<byte[]> answer = send(request.build());
    try {
      return answer.statusCode() == 200
          ? new Outcome.Classified(
              ProtocolJson.MAPPER.readValue(answer.body(), Classification.class))
          : refused(answer);
    } catch (JacksonException malformed) {
      throw new IOException("the answer cannot be read", malformed);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return http.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static Outcome.Refused refused(HttpResponse<byte[]> answer) {
    JsonNode problem = problem(answer.body());
    return new Outcome.Refused(
        answer.statusCode(),
        problem.path("code").asString(""),
        problem.path("detail").asString(""),
        answer.headers().firstValue(DECISION).orElse(null),
        answer.headers().firstValue("Retry-After").orElse(null));
  }

  /** Something between may answer with no problem of ours. */
  private static JsonNode problem(byte[] body) {
    try {
      JsonNode node = ProtocolJson.MAPPER.readTree(body);
      return node == null ? ProtocolJson.MAPPER.createObjectNode() : node;
    } catch (JacksonException other) {
      return ProtocolJson.MAPPER.createObjectNode();
    }
  }
}
