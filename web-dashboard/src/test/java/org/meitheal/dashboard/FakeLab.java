package org.meitheal.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabAddress;
import org.meitheal.protocol.lab.LabApi;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;
import org.meitheal.protocol.lab.MediumOrder;

/** The control server of a lab that is made up: does what it is told, and remembers it. */
final class FakeLab implements AutoCloseable {
  private static final String TOKEN = "made-up";

  /** What was ordered, and by whom. */
  final List<String> orders = new CopyOnWriteArrayList<>();

  /** Of the next orders; empty where they are done. */
  volatile String refusal = "";

  volatile LabView view = MadeUpLab.view();

  private final HttpServer server;
  private final Path file;

  FakeLab() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    file = Files.createTempDirectory("lab").resolve("control.json");
    come();
  }

  Path file() {
    return file;
  }

  /** As after its start. */
  void come() throws IOException {
    LabAddress address = new LabAddress(server.getAddress().getPort(), TOKEN);
    Files.writeString(file, ProtocolJson.MAPPER.writeValueAsString(address));
  }

  /** As after its stop. */
  void go() throws IOException {
    Files.deleteIfExists(file);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      boolean known = ("Bearer " + TOKEN).equals(given);
      Object answer = known ? answer(exchange, body) : Map.of("error", "the token is needed");
      boolean refused = answer instanceof Map<?, ?> map && map.containsKey("error");
      byte[] json = ProtocolJson.MAPPER.writeValueAsBytes(answer);
      exchange.sendResponseHeaders(refused ? 409 : 200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private synchronized Object answer(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(LabApi.VIEW)) {
      return view;
    }
    if (!refusal.isEmpty()) {
      return Map.of("error", refusal);
    }
    String who =
        URLDecoder.decode(
            exchange.getRequestHeaders().getFirst(LabApi.WHO), StandardCharsets.UTF_8);
    String order = exchange.getRequestMethod() + " " + path;
    if (path.equals(LabApi.LINKS)) {
      LinkOrder links = ProtocolJson.MAPPER.readValue(body, LinkOrder.class);
      order += " " + links;
      change(links);
    } else if (path.equals(LabApi.MEDIA)) {
      order += " " + ProtocolJson.MAPPER.readValue(body, MediumOrder.class);
    } else if (path.equals(LabApi.LOAD)) {
      order += load(exchange.getRequestMethod(), body, who);
    } else {
      act(path.split("/", -1));
    }
    orders.add(order + " by " + who);
    return Map.of("done", true);
  }

  private void change(LinkOrder order) {
    List<LinkStatus> links =
        view.links().stream()
            .map(link -> link.to().equals(order.to()) ? changed(link, order) : link)
            .toList();
    view = new LabView(view.status(), links, view.changes());
  }

  private static LinkStatus changed(LinkStatus link, LinkOrder order) {
    return new LinkStatus(
        link.from(),
        link.to(),
        order.roundTripMs() == null ? link.roundTripMs() : order.roundTripMs(),
        link.jitterMs(),
        link.bandwidth(),
        link.loss(),
        order.cut() == null ? link.cut() : order.cut(),
        link.shared());
  }

  private String load(String method, byte[] body, String who) {
    LoadStatus before = view.status().load();
    boolean starts = method.equals("POST");
    LoadOrder order = starts ? ProtocolJson.MAPPER.readValue(body, LoadOrder.class) : null;
    LoadStatus load =
        order != null
            ? MadeUpLab.load(order, who, true)
            : before == null ? null : MadeUpLab.load(before.order(), who, false);
    show(MadeUpLab.with(view.status(), view.status().processes(), load));
    return order == null ? "" : " " + order.words();
  }

  /**
   * @param path nothing, workers, a name and what to do
   */
  private void act(String[] path) {
    List<LabStatus.ProcessStatus> processes =
        view.status().processes().stream()
            .map(one -> one.name().equals(path[2]) ? after(one, path[3]) : one)
            .toList();
    show(MadeUpLab.with(view.status(), processes, view.status().load()));
  }

  private static LabStatus.ProcessStatus after(LabStatus.ProcessStatus worker, String action) {
    boolean alive = !action.equals("kill") && !action.equals("stop");
    return MadeUpLab.worker(worker.name(), worker.kind(), alive, action.equals("freeze"));
  }

  private void show(LabStatus status) {
    view = new LabView(status, view.links(), view.changes());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
