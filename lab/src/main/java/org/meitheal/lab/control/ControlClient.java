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
import java.util.Locale;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.json.ProtocolJson;

/** Asks the lab that runs. */
public final class ControlClient implements ControlledLab {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Http http = new Http();
  private final ControlAddress address;

  private ControlClient(ControlAddress address) {
    this.address = address;
  }

  /**
   * Finds the lab of a state folder.
   *
   * @throws NoLabRunsException if there is none
   */
  public static ControlClient find(Path file) throws IOException {
    try {
      ControlAddress address =
          ProtocolJson.MAPPER.readValue(Files.readString(file), ControlAddress.class);
      ControlClient client = new ControlClient(address);
      client.ask("GET", "/status", new byte[0]);
      return client;
    } catch (NoSuchFileException | ConnectException none) {
      throw new NoLabRunsException();
    }
  }

  @Override
  public LabStatus status() {
    return asked("GET", "/status", new byte[0]).as(LabStatus.class);
  }

  @Override
  public List<LinkStatus> links(String from, String to, boolean oneWay) {
    String query = "?from=" + encoded(from) + "&to=" + encoded(to) + "&one_way=" + oneWay;
    return List.of(asked("GET", "/links" + query, new byte[0]).as(LinkStatus[].class));
  }

  @Override
  public List<LinkStatus> change(LinkOrder order) {
    byte[] body = ProtocolJson.MAPPER.writeValueAsBytes(order);
    return List.of(asked("POST", "/links", body).as(LinkStatus[].class));
  }

  @Override
  public void changeMedium(String name, String bandwidth) {
    String query = "?name=" + encoded(name) + "&bandwidth=" + encoded(bandwidth);
    asked("POST", "/media" + query, new byte[0]);
  }

  @Override
  public void worker(String name, WorkerAction action) {
    asked(
        "POST",
        "/workers/" + encoded(name) + "/" + action.name().toLowerCase(Locale.ROOT),
        new byte[0]);
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
    try {
      Http.Answer answer =
          http.send(
              method,
              URI.create("http://127.0.0.1:" + address.port() + path),
              Map.of("Authorization", "Bearer " + address.token()),
              body,
              PATIENCE);
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
