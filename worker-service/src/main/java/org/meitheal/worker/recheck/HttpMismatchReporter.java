package org.meitheal.worker.recheck;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/mismatches} at the scheduler, as this device. */
final class HttpMismatchReporter implements MismatchReporter {
  private static final Logger log = LoggerFactory.getLogger(HttpMismatchReporter.class);
  private static final int TRIES = 5;
  private static final int UNAUTHENTICATED = 401;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;

  private final HttpClient http;
  private final URI scheduler;
  private final TokenSource tokens;
  private final Duration firstPause;

  /**
   * @param firstPause before the second try; doubled for each further one
   */
  HttpMismatchReporter(HttpClient http, URI scheduler, TokenSource tokens, Duration firstPause) {
    this.http = http;
    this.scheduler = scheduler;
    this.tokens = tokens;
    this.firstPause = firstPause;
  }

  @Override
  public void report(MismatchReport mismatch) throws InterruptedException {
    Duration pause = firstPause;
    String why = "";
    for (int tries = 1; tries <= TRIES; tries++) {
      try {
        int status = send(mismatch);
        if (status / 100 == 2) {
          return;
        }
        why = "it answers " + status;
        if (!isPassing(status)) {
          break;
        }
      } catch (IOException | TokenUnavailableException away) {
        why = String.valueOf(away.getMessage());
      }
      if (tries < TRIES) {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
    log.atWarn()
        .addKeyValue("execution", mismatch.execution())
        .addKeyValue("reason", why)
        .log("the scheduler does not take the report of a mismatch");
  }

  private int send(MismatchReport mismatch) throws IOException, InterruptedException {
    byte[] json = ProtocolJson.MAPPER.writeValueAsBytes(mismatch);
    HttpRequest request =
        JsonCalls.request(scheduler, "/v1/mismatches")
            .header("Authorization", "Bearer " + tokens.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    if (answer.statusCode() == UNAUTHENTICATED) {
      tokens.invalidate(); // it may have been withdrawn before its time
    }
    return answer.statusCode();
  }

  /** A scheduler may not have heard yet that the execution has ended: 409. */
  private static boolean isPassing(int status) {
    return status == UNAUTHENTICATED
        || status == CONFLICT
        || status == TOO_MANY
        || status / 100 == 5;
  }
}
