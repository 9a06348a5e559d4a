package org.meitheal.worker.bundle;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.model.Bundle;

/** Another worker, or a scheduler: {@code GET /v1/bundles/…}, as this device. */
final class HttpBundleSource implements BundleSource {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private final HttpClient http;
  private final String name;
  private final URI url;
  private final TokenSource tokens;
  private final Duration patience;

  /**
   * @param patience for an answer with its body, of one piece at most
   */
  HttpBundleSource(HttpClient http, String name, URI url, TokenSource tokens, Duration patience) {
    this.http = http;
    this.name = name;
    this.url = url;
    this.tokens = tokens;
    this.patience = patience;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] manifest(String sha256) throws SourceException, InterruptedException {
    HttpResponse<byte[]> answer = send(request("/v1/bundles/" + sha256), Bundle.MAX_MANIFEST_BYTES);
    if (answer.statusCode() != OK) {
      throw refusal(answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public Piece read(String bundle, String file, long from, int atMost)
      throws SourceException, InterruptedException {
    HttpRequest.Builder request =
        request("/v1/bundles/%s/files/%s".formatted(bundle, file))
            .header("Range", "bytes=%d-%d".formatted(from, from + atMost - 1));
    HttpResponse<byte[]> answer = send(request, atMost);
    if (answer.statusCode() == PARTIAL) {
      return new Piece(answer.body(), total(answer, from));
    }
    if (answer.statusCode() == OK && from == 0) {
      return new Piece(answer.body(), answer.body().length);
    }
    throw refusal(answer.statusCode());
  }

  /** The answer must be of the range that was asked for. */
  private static long total(HttpResponse<byte[]> answer, long from) throws SourceException {
    String range = answer.headers().firstValue("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches()
        || Long.parseLong(matcher.group(1)) != from
        || Long.parseLong(matcher.group(2)) - from + 1 != answer.body().length) {
      throw new SourceException(SourceException.Kind.WRONG, "it answers with another range");
    }
    return Long.parseLong(matcher.group(3));
  }

  private HttpRequest.Builder request(String path) throws SourceException {
    try {
      return HttpRequest.newBuilder(JsonCalls.below(url, path))
          .timeout(patience)
          .header("Authorization", "Bearer " + tokens.token());
    } catch (TokenUnavailableException none) {
      throw passing(String.valueOf(none.getMessage()), none);
    }
  }

  /** The client's own timeout ends with the headers. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request, int mostBytes)
      throws SourceException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw passing("no answer within " + patience.toSeconds() + " s", late);
    } catch (ExecutionException lost) {
      throw passing("the connection broke off or the answer was too long", lost);
    } finally {
      answer.cancel(true);
    }
  }

  private SourceException refusal(int status) {
    if (status == UNAUTHENTICATED) {
      tokens.invalidate(); // it may have been withdrawn before its time
    }
    boolean passing = status == UNAUTHENTICATED || status == TOO_MANY || status / 100 == 5;
    SourceException.Kind kind =
        status == NOT_FOUND
            ? SourceException.Kind.ABSENT
            : passing ? SourceException.Kind.PASSING : SourceException.Kind.WRONG;
    return new SourceException(kind, "it answers " + status);
  }

  private static SourceException passing(String message, Throwable cause) {
    return new SourceException(SourceException.Kind.PASSING, message, cause);
  }
}
