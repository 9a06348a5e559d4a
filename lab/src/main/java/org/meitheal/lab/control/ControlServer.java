package org.meitheal.lab.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.state.Secrets;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabAddress;

/**
 * Lets other programs of the same user look at the lab and change it. On the loopback address at a
 * random port, which the state folder names together with a random token.
 */
public final class ControlServer implements AutoCloseable {
  private final Rooms rooms;
  private final HttpServer server;
  private final LabAddress address;
  private final Path file;

  private ControlServer(Rooms rooms, HttpServer server, Path file) {
    this.rooms = rooms;
    this.server = server;
    this.file = file;
    this.address = new LabAddress(server.getAddress().getPort(), Secrets.random());
  }

  /** Opens the server and writes where it is. */
  public static ControlServer open(ControlledLab lab, Changes changes, Path file)
      throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 50);
    ControlServer control = new ControlServer(new Rooms(lab, changes), server, file);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", control::handle);
    server.start();
    Secrets.write(file, ProtocolJson.MAPPER.writeValueAsString(control.address));
    return control;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (authorized(exchange)) {
        answer(exchange, answerOrRefusal(Call.of(exchange)));
      } else {
        answer(exchange, refusal(401, "the token of the state folder is needed"));
      }
    }
  }

  private record Answer(int status, Object content) {}

  private Answer answerOrRefusal(Call call) {
    try {
      return new Answer(200, rooms.answer(call));
    } catch (IllegalArgumentException wrong) {
      return refusal(400, String.valueOf(wrong.getMessage()));
    } catch (IllegalStateException notNow) {
      return refusal(409, String.valueOf(notNow.getMessage()));
    } catch (IOException failed) {
      return refusal(500, "it failed: " + failed.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return refusal(503, "the lab is stopping");
    }
  }

  private static Answer refusal(int status, String why) {
    return new Answer(status, Map.of("error", why));
  }

  private boolean authorized(HttpExchange exchange) {
    @Nullable String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(bytes(given), bytes("Bearer " + address.token()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = ProtocolJson.MAPPER.writeValueAsBytes(answer.content());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    Files.deleteIfExists(file);
  }
}
