package org.meitheal.lab.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.meitheal.protocol.json.ProtocolJson;

/** HTTP with a time-out on everything. */
public final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /** An answer of any status. */
  public static final class Answer {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    Answer(int status, byte[] body, Map<String, String> headers) {
      this.status = status;
      this.body = body;
      this.headers = headers;
    }

    public int status() {
      return status;
    }

    public byte[] body() {
      return body;
    }

    /** The first value of each header; names in any case. */
    public Map<String, String> headers() {
      return headers;
    }

    public boolean ok() {
      return status >= 200 && status < 300;
    }

    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The body as a record of the protocol. */
    public <T> T as(Class<T> type) {
      return ProtocolJson.MAPPER.readValue(body, type);
    }
  }

  public Answer get(URI uri, Map<String, String> headers, Duration timeout)
      throws IOException, InterruptedException {
    return send(request(uri, headers, timeout).GET().build());
  }

  public Answer post(URI uri, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException, InterruptedException {
    return send("POST", uri, headers, body, timeout);
  }

  public Answer send(
      String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException, InterruptedException {
    return send(
        request(uri, headers, timeout)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private static HttpRequest.Builder request(
      URI uri, Map<String, String> headers, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
    headers.forEach(request::setHeader);
    return request;
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Answer(response.statusCode(), response.body(), headers);
  }
}
