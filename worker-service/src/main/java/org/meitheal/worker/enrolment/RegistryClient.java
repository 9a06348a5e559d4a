package org.meitheal.worker.enrolment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Lease;
import tools.jackson.core.JacksonException;

/** What a device asks of the registry. Each call waits three seconds at most. */
final class RegistryClient {
  private static final int UNAUTHENTICATED = 401;
  private static final int MAX_ANSWER_BYTES = 4 << 20;

  private final HttpClient http;
  private final URI registry;
  private final TokenSource tokens;

  RegistryClient(HttpClient http, URI registry, TokenSource tokens) {
    this.http = http;
    this.registry = registry;
    this.tokens = tokens;
  }

  /** What a problem says of itself. */
  private record Problem(@Nullable String code, @Nullable String detail) {}

  Enrolled enrol(Enrolment enrolment) throws IOException {
    return send(request("/v1/devices").POST(json(enrolment)).build(), Enrolled.class);
  }

  Lease startEpoch(String device, EpochStart start) throws IOException {
    HttpRequest.Builder request = request("/v1/devices/" + device + "/epochs").POST(json(start));
    return authorized(request, Lease.class);
  }

  Lease heartbeat(String device, Heartbeat heartbeat) throws IOException {
    HttpRequest.Builder request =
        request("/v1/devices/" + device + "/heartbeat").PUT(json(heartbeat));
    return authorized(request, Lease.class);
  }

  void endLease(String device, long epoch) throws IOException {
    exchange(withToken(request("/v1/devices/" + device + "/lease?epoch=" + epoch).DELETE()));
  }

  /**
   * A token may have been withdrawn before its time, so a 401 is tried once more with a new one.
   */
  private <T> T authorized(HttpRequest.Builder request, Class<T> type) throws IOException {
    try {
      return send(withToken(request), type);
    } catch (RegistryRefusal refusal) {
      if (refusal.status() != UNAUTHENTICATED) {
        throw refusal;
      }
      tokens.invalidate();
      return send(withToken(request), type);
    }
  }

  private HttpRequest withToken(HttpRequest.Builder request) throws IOException {
    try {
      return request.setHeader("Authorization", "Bearer " + tokens.token()).build();
    } catch (TokenUnavailableException none) {
      String why = String.valueOf(none.getMessage());
      throw none.refused() ? new RegistryRefusal(UNAUTHENTICATED, why) : new IOException(why, none);
    }
  }

  private HttpRequest.Builder request(String path) {
    return JsonCalls.request(registry, path).header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(Object value) {
    return BodyPublishers.ofByteArray(ProtocolJson.MAPPER.writeValueAsBytes(value));
  }

  private <T> T send(HttpRequest request, Class<T> type) throws IOException {
    HttpResponse<byte[]> answer = exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw new RegistryRefusal(answer.statusCode(), detail(answer));
    }
    try {
      T value = ProtocolJson.MAPPER.readValue(answer.body(), type);
      if (value == null) {
        throw new IOException("the registry answered null");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new IOException("the registry's answer is malformed", malformed);
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    try {
      return http.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static String detail(HttpResponse<byte[]> answer) {
    String status = "the registry answered " + answer.statusCode();
    try {
      Problem problem = ProtocolJson.MAPPER.readValue(answer.body(), Problem.class);
      return problem == null || problem.detail() == null
          ? status
          : "%s: %s (%s)".formatted(status, problem.detail(), problem.code());
    } catch (JacksonException noProblem) {
      return status;
    }
  }
}
