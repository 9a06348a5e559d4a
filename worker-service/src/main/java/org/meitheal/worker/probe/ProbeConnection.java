package org.meitheal.worker.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.meitheal.protocol.http.JsonCalls;

/** Probes over a connection that the client keeps. */
final class ProbeConnection {
  /** A probe that takes longer is lost. */
  static final Duration LOST_AFTER = Duration.ofSeconds(2);

  private static final double NANOS_PER_MILLI = 1e6;

  private final HttpClient http;
  private final URI probe;

  ProbeConnection(HttpClient http, URI target) {
    this.http = http;
    this.probe = JsonCalls.below(target, "/v1/probe");
  }

  /** An empty request and its answer, in milliseconds. */
  double roundTripMs() throws IOException, InterruptedException {
    return timedMs(request().GET().build());
  }

  /** The time of a request of so many bytes and its answer, in milliseconds. */
  double transferMs(byte[] bytes) throws IOException, InterruptedException {
    return timedMs(
        request()
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private double timedMs(HttpRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    double ms = (System.nanoTime() - start) / NANOS_PER_MILLI;
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("the probe was answered with " + answer.statusCode());
    }
    return ms;
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(probe).timeout(LOST_AFTER);
  }
}
