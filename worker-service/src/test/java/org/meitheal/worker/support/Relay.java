package org.meitheal.worker.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands in front of a worker: passes calls on, unless a test's rule does something else. */
public final class Relay implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON = headers("host", "content-length", "connection");

  private final HttpServer server;
  private final URI target;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  public final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Rule rule = Call::pass;

  /** What happens to a call. */
  public interface Rule {
    void handle(Call call) throws IOException, InterruptedException;
  }

  /** One call on its way. */
  public final class Call {
    private final HttpExchange exchange;
    private final byte[] body;

    private Call(HttpExchange exchange) throws IOException {
      this.exchange = exchange;
      this.body = exchange.getRequestBody().readAllBytes();
    }

    public String line() {
      return exchange.getRequestMethod() + " " + exchange.getRequestURI();
    }

    /** Null where it has none of that name. */
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    /** The body as it came, to be changed. */
    public byte[] body() {
      return body;
    }

    /** Of the JSON in front of binary bytes. */
    public int headerLength() {
      return Integer.parseInt(
          exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length"));
    }

    /** Has it done, and gives the answer back later. */
    public HttpResponse<byte[]> forward() throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
              values.forEach(value -> request.header(name, value));
            }
          });
      return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    public void answer(HttpResponse<byte[]> answer) throws IOException {
      answer(answer, answer.body());
    }

    /** With its headers, but another body. */
    public void answer(HttpResponse<byte[]> answer, byte[] body) throws IOException {
      copyHeaders(answer);
      answer(answer.statusCode(), body);
    }

    private void copyHeaders(HttpResponse<byte[]> answer) {
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name) && !name.equalsIgnoreCase("transfer-encoding")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
    }

    /** The same, but for one of the headers. */
    public void answer(HttpResponse<byte[]> answer, byte[] body, String header, String value)
        throws IOException {
      copyHeaders(answer);
      exchange.getResponseHeaders().set(header, value);
      answer(answer.statusCode(), body);
    }

    public void answer(int status, byte[] bytes) throws IOException {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    public void pass() throws IOException, InterruptedException {
      answer(forward());
    }

    /** As if the device had died. */
    public void breakOff() {
      exchange.close();
    }
  }

  public Relay(URI target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void rule(Rule next) {
    rule = next;
  }

  /** Passes everything on again. */
  public void reset() {
    rule = Call::pass;
    calls.clear();
  }

  public boolean heard(String start) {
    return calls.stream().anyMatch(call -> call.startsWith(start));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = new Call(exchange);
    calls.add(call.line());
    try {
      rule.handle(call);
    } catch (InterruptedException | IOException stopped) {
      exchange.close();
    }
  }

  private static Set<String> headers(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
