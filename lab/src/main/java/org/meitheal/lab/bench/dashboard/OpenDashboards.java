package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** People who have the overview open: each signs in, loads it, and reads its stream. */
final class OpenDashboards implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern STREAM = Pattern.compile("sse-connect=\"([^\"]+)\"");

  private final HttpClient http;
  private final URI dashboard;
  private final String key;
  private final LongAdder bytes = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();
  private final List<Flow.Subscription> subscriptions =
      new java.util.concurrent.CopyOnWriteArrayList<>();

  /**
   * @param dashboard with its context path, ending in a slash
   * @param key of a viewer
   */
  OpenDashboards(HttpClient http, URI dashboard, String key) {
    this.http = http;
    this.dashboard = dashboard;
    this.key = key;
  }

  /** How many streams are open. */
  int count() {
    return open.get();
  }

  /** What all of them were sent so far. */
  long bytes() {
    return bytes.sum();
  }

  /** A session; its cookie as {@code name=value}. */
  String signIn() throws IOException, InterruptedException {
    HttpRequest request =
        request("sign-in")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "http://" + dashboard.getAuthority())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .filter(_ -> answer.statusCode() / 100 == 3)
        .map(cookie -> cookie.split(";", 2)[0])
        .orElseThrow(() -> new IOException("the dashboard lets nobody in: " + answer.statusCode()));
  }

  /** One more. */
  void add() throws IOException, InterruptedException {
    String cookie = signIn();
    HttpResponse<String> page =
        http.send(
            request("").header("Cookie", cookie).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    Matcher stream = STREAM.matcher(page.body());
    if (page.statusCode() != 200 || !stream.find()) {
      throw new IOException("the overview names no stream: " + page.statusCode());
    }
    String path = stream.group(1).replace("&amp;", "&");
    CompletableFuture<Integer> status = new CompletableFuture<>();
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.resolve(path))
            .header("Cookie", cookie)
            .header("Accept", "text/event-stream")
            .build();
    var _ =
        http.sendAsync(
                request,
                answer -> {
                  status.complete(answer.statusCode());
                  return HttpResponse.BodySubscribers.fromSubscriber(new Reader());
                })
            .exceptionally(failed -> {
              status.completeExceptionally(failed);
              return null;
            });
    int got = status.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    if (got != 200) {
      throw new IOException("the overview's stream does not open: " + got);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(dashboard.resolve(path)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    subscriptions.forEach(Flow.Subscription::cancel);
  }

  /** Counts what it is sent. */
  private final class Reader implements Flow.Subscriber<List<ByteBuffer>> {
    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      subscriptions.add(given);
      open.incrementAndGet();
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      buffers.forEach(buffer -> bytes.add(buffer.remaining()));
    }

    @Override
    public void onError(Throwable ended) {
      onComplete();
    }

    @Override
    public void onComplete() {
      if (subscriptions.remove(subscription)) {
        open.decrementAndGet();
      }
    }
  }
}
