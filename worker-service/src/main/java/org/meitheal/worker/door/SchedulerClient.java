package org.meitheal.worker.door;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.protocol.trace.TraceHeaders;

/** This device's own calls to the scheduler, each with a bounded wait. */
final class SchedulerClient {
  private static final int UNAUTHORIZED = 401;

  private final HttpClient http;
  private final URI scheduler;
  private final TokenSource tokens;

  SchedulerClient(HttpClient http, URI scheduler, TokenSource tokens) {
    this.http = http;
    this.scheduler = scheduler;
    this.tokens = tokens;
  }

  /**
   * @throws RemoteStatusException if it is refused
   * @throws IOException if nobody answers
   * @throws TokenUnavailableException if there is no token to ask with
   */
  CommittedPlan ask(PlanRequest request) throws IOException {
    HttpRequest call = post("/v1/plans", request);
    try {
      return JsonCalls.send(http, call, CommittedPlan.class);
    } catch (RemoteStatusException refused) {
      invalidateIfUnauthorized(refused.status());
      throw refused;
    }
  }

  /**
   * @return the status of its answer
   * @throws IOException if nobody answers
   * @throws TokenUnavailableException if there is no token to tell it with
   */
  int tell(String execution, ExecutionOutcome outcome) throws IOException, InterruptedException {
    HttpRequest call = post("/v1/executions/" + execution + "/outcome", outcome);
    int status = http.send(call, BodyHandlers.discarding()).statusCode();
    invalidateIfUnauthorized(status);
    return status;
  }

  private HttpRequest post(String path, Object body) {
    HttpRequest.Builder request = JsonCalls.request(scheduler, path);
    TraceHeaders.add(request::header);
    return request
        .header("Authorization", "Bearer " + tokens.token())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(ProtocolJson.MAPPER.writeValueAsBytes(body)))
        .build();
  }

  /** It may have been withdrawn before its time. */
  private void invalidateIfUnauthorized(int status) {
    if (status == UNAUTHORIZED) {
      tokens.invalidate();
    }
  }
}
