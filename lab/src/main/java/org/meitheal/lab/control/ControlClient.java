package org.meitheal.lab.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabAddress;
import org.meitheal.protocol.lab.LabApi;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/** Asks the lab that runs, in the name of who started this program. */
public final class ControlClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Http http = new Http();
  private final LabAddress address;

  private ControlClient(LabAddress address) {
    this.address = address;
  }

  /**
   * Finds the lab of a state folder.
   *
   * @throws NoLabRunsException if there is none
   */
  public static ControlClient find(Path file) throws IOException {
    try {
      LabAddress address = ProtocolJson.MAPPER.readValue(Files.readString(file), LabAddress.class);
      ControlClient client = new ControlClient(address);
      client.ask("GET", LabApi.STATUS, new byte[0]);
      return client;
    } catch (NoSuchFileException | ConnectException none) {
      throw new NoLabRunsException();
    }
  }

  public LabStatus status() {
    return asked("GET", LabApi.STATUS, new byte[0]).as(LabStatus.class);
  }

  /**
   * The links between two nodes, {@code *} being any.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public List<LinkStatus> links(String from, String to, boolean oneWay) {
    String query = "?from=" + encoded(from) + "&to=" + encoded(to) + "&one_way=" + oneWay;
    return List.of(asked("GET", LabApi.LINKS + query, new byte[0]).as(LinkStatus[].class));
  }

  public List<LinkStatus> change(LinkOrder order) {
    return List.of(asked("POST", LabApi.LINKS, json(order)).as(LinkStatus[].class));
  }

  /** Sets the bandwidth of a shared medium. */
  public void change(MediumOrder order) {
    asked("POST", LabApi.MEDIA, json(order));
  }

  public void worker(String name, WorkerAction action) {
    asked("POST", LabApi.worker(encoded(name), action), new byte[0]);
  }

  public void startLoad(LoadOrder order) {
    asked("POST", LabApi.LOAD, json(order));
  }

  public void stopLoad() {
    asked("DELETE", LabApi.LOAD, new byte[0]);
  }

  private static byte[] json(Object order) {
    return ProtocolJson.MAPPER.writeValueAsBytes(order);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Http.Answer asked(String method, String path, byte[] body) {
    try {
      return ask(method, path, body);
    } catch (IOException unreachable) {
      throw new IllegalStateException("the lab does not answer: " + unreachable.getMessage());
    }
  }

  private Http.Answer ask(String method, String path, byte[] body) throws IOException {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + address.token(),
            LabApi.WHO,
            encoded(System.getProperty("user.name") + ", command line"));
    try {
      URI uri = URI.create("http://127.0.0.1:" + address.port() + path);
      Http.Answer answer = http.send(method, uri, headers, body, PATIENCE);
      if (!answer.ok()) {
        throw new IllegalArgumentException(error(answer));
      }
      return answer;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static String error(Http.Answer answer) {
    return ProtocolJson.MAPPER.readTree(answer.body()).path("error").asString("it refused");
  }
}
