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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.state.Secrets;
import org.meitheal.protocol.json.ProtocolJson;

/**
 * Lets other commands of the same user look at the lab and change it. On the loopback address at a
 * random port, which the state folder names together with a random token.
 */
public final class ControlServer implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 10;

  private final ControlledLab lab;
  private final HttpServer server;
  private final ControlAddress address;
  private final Path file;

  private ControlServer(ControlledLab lab, HttpServer server, Path file) {
    this.lab = lab;
    this.server = server;
    this.file = file;
    this.address = new ControlAddress(server.getAddress().getPort(), Secrets.random());
  }

  /** Opens the server and writes where it is. */
  public static ControlServer open(ControlledLab lab, Path file) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 50);
    ControlServer control = new ControlServer(lab, server, file);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", control::handle);
    server.start();
    Secrets.write(file, ProtocolJson.MAPPER.writeValueAsString(control.address));
    return control;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (authorized(exchange)) {
        answerOrRefuse(exchange);
      } else {
        answer(exchange, 401, Map.of("error", "the token of the state folder is needed"));
      }
    }
  }

  private void answerOrRefuse(HttpExchange exchange) throws IOException {
    try {
      answer(exchange, 200, route(exchange));
    } catch (IllegalArgumentException | IllegalStateException refused) {
      answer(exchange, 400, Map.of("error", String.valueOf(refused.getMessage())));
    } catch (tools.jackson.core.JacksonException unreadable) {
      answer(exchange, 400, Map.of("error", "the request is not the JSON that is expected"));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean authorized(HttpExchange exchange) {
    @Nullable String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(bytes(given), bytes("Bearer " + address.token()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Object route(HttpExchange exchange) throws IOException, InterruptedException {
    List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
    String asked = exchange.getRequestMethod() + " " + path.getFirst();
    return switch (asked) {
      case "GET status" -> lab.status();
      case "GET links" -> links(query(exchange));
      case "POST links" -> lab.change(read(exchange, LinkOrder.class));
      case "POST media" -> {
        Map<String, String> query = query(exchange);
        lab.changeMedium(required(query, "name"), required(query, "bandwidth"));
        yield lab.status().media();
      }
      case "POST workers" -> {
        lab.worker(at(path, 1), action(at(path, 2)));
        yield Map.of("done", true);
      }
      default -> throw new IllegalArgumentException("there is nothing at " + asked);
    };
  }

  private List<LinkStatus> links(Map<String, String> query) {
    boolean oneWay = Boolean.parseBoolean(query.getOrDefault("one_way", "false"));
    return lab.links(required(query, "from"), required(query, "to"), oneWay);
  }

  private static ControlledLab.WorkerAction action(String name) {
    return ControlledLab.WorkerAction.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String at(List<String> path, int index) {
    if (path.size() <= index) {
      throw new IllegalArgumentException("write /workers/NAME/start, stop or kill");
    }
    return path.get(index);
  }

  private static String required(Map<String, String> query, String name) {
    String value = query.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> found = new HashMap<>();
    @Nullable String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        String[] pair = part.split("=", 2);
        found.put(pair[0], pair.length > 1 ? pair[1] : "");
      }
    }
    return found;
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    return ProtocolJson.MAPPER.readValue(body, type);
  }

  private static void answer(HttpExchange exchange, int status, Object content) throws IOException {
    byte[] body = ProtocolJson.MAPPER.writeValueAsBytes(content);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    Files.deleteIfExists(file);
  }
}
