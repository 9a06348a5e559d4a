package org.meitheal.scheduler.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;

/** A registry that says what a test wants said: tokens, keys and the watch. */
public final class FakeRegistry implements AutoCloseable, PublicKeySource {
  private final HttpServer server;
  private final KeyPair tokenKeys = Ed25519.generate();
  private final TokenIssuer issuer =
      new TokenIssuer(
          "token-key", tokenKeys.getPrivate(), InstantSource.system(), Duration.ofMinutes(10));
  private final Map<String, PublicKeys.Key> keys = new ConcurrentHashMap<>();
  private final Map<String, DeviceView> devices = new ConcurrentHashMap<>();
  private final Map<String, LinkView> links = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final List<BlockingQueue<String>> watchers = new CopyOnWriteArrayList<>();
  private final List<LinkSamples> samples = new CopyOnWriteArrayList<>();

  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    keys.put(
        "token-key",
        new PublicKeys.Key("token-key", "token", Ed25519.encode(tokenKeys.getPublic())));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/tokens", exchange -> json(exchange, new TokenAnswer(serviceToken(), 600_000)));
    server.createContext("/v1/keys", this::keys);
    server.createContext("/v1/link-samples", this::linkSamples);
    server.createContext("/v1/watch", this::watch);
    server.start();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public String token(Role role, String subject) {
    return issuer.issue(subject, role, List.of());
  }

  public synchronized void put(DeviceView device) {
    devices.put(device.id(), device);
    send(new WatchEvent.DeviceChanged(version.incrementAndGet(), device), "device");
  }

  public synchronized void put(LinkView link) {
    links.put(link.from() + " " + link.to(), link);
    send(new WatchEvent.LinkChanged(version.incrementAndGet(), link), "link");
  }

  public synchronized void remove(String device) {
    devices.remove(device);
    send(new WatchEvent.DeviceRemoved(version.incrementAndGet(), device), "removed");
  }

  public List<LinkSamples> samples() {
    return List.copyOf(samples);
  }

  public boolean hasTicketKey() {
    return keys.values().stream().anyMatch(key -> key.use().equals("ticket"));
  }

  @Override
  public PublicKey find(String use, String kid) {
    PublicKeys.Key key = keys.get(kid);
    return key == null || !key.use().equals(use) ? null : Ed25519.decode(key.x());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String serviceToken() {
    return token(Role.SERVICE, "scheduler");
  }

  private void keys(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      PublicKeys.Key key =
          ProtocolJson.MAPPER.readValue(exchange.getRequestBody(), PublicKeys.Key.class);
      keys.put(key.kid(), key);
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    } else {
      json(exchange, new PublicKeys(List.copyOf(keys.values())));
    }
  }

  private void linkSamples(HttpExchange exchange) throws IOException {
    samples.add(ProtocolJson.MAPPER.readValue(exchange.getRequestBody(), LinkSamples.class));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void watch(HttpExchange exchange) throws IOException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    synchronized (this) {
      events.add(
          event(
              new WatchEvent.Snapshot(
                  version.incrementAndGet(),
                  new ArrayList<>(devices.values()),
                  new ArrayList<>(links.values())),
              "snapshot"));
      watchers.add(events);
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        String next = events.poll(500, TimeUnit.MILLISECONDS);
        out.write((next == null ? ":\n\n" : next).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException | InterruptedException gone) {
      watchers.remove(events);
    }
  }

  private void send(WatchEvent event, String name) {
    watchers.forEach(watcher -> watcher.add(event(event, name)));
  }

  private static String event(WatchEvent event, String name) {
    return "event: %s\nid: %d\ndata: %s\n\n"
        .formatted(name, event.version(), ProtocolJson.MAPPER.writeValueAsString(event));
  }

  private static void json(HttpExchange exchange, Object answer) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = ProtocolJson.MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
