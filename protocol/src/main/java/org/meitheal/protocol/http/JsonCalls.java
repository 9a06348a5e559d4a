package org.meitheal.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/** Small JSON calls with a bounded wait and a bounded answer. */
public final class JsonCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final long MAX_ANSWER_BYTES = 4L << 20;

  private JsonCalls() {}

  /** A request to {@code path} (which starts with a slash) below {@code base}. */
  public static HttpRequest.Builder request(URI base, String path) {
    return HttpRequest.newBuilder(below(base, path)).timeout(TIMEOUT);
  }

  /** {@code base} with {@code path} appended, whether or not it ends with a slash. */
  public static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  /**
   * Sends, and reads a 2xx answer as {@code type}.
   *
   * @throws RemoteStatusException on any other status
   * @throws IOException if nobody answers in time, or with something else than JSON of that type
   */
  public static <T> T send(HttpClient http, HttpRequest request, Class<T> type) throws IOException {
    return sendTagged(http, request, type).value();
  }

  /**
   * An answer with its revision.
   *
   * @param etag as the service wrote it; none where it did not
   */
  public record Tagged<T>(T value, @Nullable String etag) {}

  /** As {@link #send}, and keeps the answer's ETag. */
  public static <T> Tagged<T> sendTagged(HttpClient http, HttpRequest request, Class<T> type)
      throws IOException {
    HttpResponse<byte[]> answer = exchange(http, request);
    if (answer.statusCode() / 100 != 2) {
      throw new RemoteStatusException(request.uri(), answer.statusCode());
    }
    try {
      T value = ProtocolJson.MAPPER.readValue(answer.body(), type);
      if (value == null) {
        throw new IOException(request.uri() + " answered null");
      }
      return new Tagged<>(value, answer.headers().firstValue("ETag").orElse(null));
    } catch (JacksonException malformed) {
      throw new IOException(request.uri() + ": " + malformed.getOriginalMessage(), malformed);
    }
  }

  private static HttpResponse<byte[]> exchange(HttpClient http, HttpRequest request)
      throws IOException {
    try {
      return http.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), interrupted);
    }
  }
}
