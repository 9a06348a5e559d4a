package org.meitheal.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A service behind the gateway: real HTTP, answers what the test says, keeps what it was asked. */
final class FakeUpstream implements AutoCloseable {
  record Asked(String method, URI uri, Headers headers, byte[] body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  volatile Answer answer = FakeUpstream::echo;
  private final HttpServer server;

  FakeUpstream() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void reset() {
    asked.clear();
    answer = this::keepAndEcho;
  }

  void keepAndEcho(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            body));
    exchange.getResponseHeaders().set("Inference-Header-Content-Length", "7");
    exchange.getResponseHeaders().set("X-Request-Id", "from-behind");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static Answer status(int status, String body) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, body.length());
      exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
