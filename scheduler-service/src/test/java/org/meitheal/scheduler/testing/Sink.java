package org.meitheal.scheduler.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.databind.JsonNode;

/** Takes what is posted to it, after it has refused as often as it was told to. */
public final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();

  public Sink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sink-", 0).factory()));
    server.createContext(
        "/",
        exchange -> {
          JsonNode body = ProtocolJson.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
          attempts.incrementAndGet();
          boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (!refused) {
            received.add(body);
          }
          exchange.sendResponseHeaders(refused ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/alerts");
  }

  public void refuse(int times) {
    refusals.set(times);
  }

  public int attempts() {
    return attempts.get();
  }

  public List<JsonNode> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
