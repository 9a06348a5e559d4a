package org.meitheal.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabAddress;
import org.meitheal.protocol.lab.LabApi;
import org.meitheal.protocol.lab.LabChange;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

class ControlTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LoadOrder LOAD =
      new LoadOrder(2.5, 30, "net", "cat.jpg", 900, "latency", 1, "device-1");

  @TempDir Path folder;
  private final FakeLab lab = new FakeLab();
  private Path file;
  private Path log;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("control.json");
    log = folder.resolve("lab.log");
    server = ControlServer.open(lab, new Changes(log, InstantSource.fixed(NOW)), file);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void passesOrdersOnAndAnswersBack() throws Exception {
    ControlClient client = ControlClient.find(file);
    assertThat(client.status()).isEqualTo(lab.status());
    LinkOrder order = new LinkOrder("*", "cloud-1", true, 400.0, null, "20Mb/s", 0.01, true);
    assertThat(client.change(order)).isEqualTo(List.of(FakeLab.LINK));
    assertThat(client.links("*", "site/lab", false)).isEqualTo(List.of(FakeLab.LINK));
    MediumOrder medium = new MediumOrder("cell-1", "50Mb/s");
    client.change(medium);
    client.worker("device-1", WorkerAction.KILL);
    client.startLoad(LOAD);
    client.stopLoad();
    assertThat(lab.orders)
        .containsExactly(
            order, "links * site/lab false", medium, "worker device-1 KILL", LOAD, "stop load");
  }

  @Test
  void tellsWhatIsWrongWithAnOrder() throws Exception {
    ControlClient client = ControlClient.find(file);
    assertThatThrownBy(() -> client.links("nobody", "*", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no node is called 'nobody'");
    Http.Answer answer = post(LabApi.LOAD, "{\"requests_per_second\":90,\"seconds\":1}");
    assertThat(answer.status()).isEqualTo(400);
    answer =
        post(
            LabApi.LOAD,
            "{\"requests_per_second\":90,\"seconds\":1,\"model\":\"net\",\"photo\":\"a.jpg\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("requests a second must be more than 0, and 50 at most");
    assertThat(post("/workers/device-1/paint", "").text()).contains("freeze", "thaw");
    assertThat(post("/workers/device-1", "").status()).isEqualTo(400);
    assertThat(post("/nowhere", "").status()).isEqualTo(400);
    lab.busy = true;
    answer = post(LabApi.worker("device-1", WorkerAction.FREEZE), "");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("device-1 is frozen already");
    assertThat(view().changes()).isEmpty();
    assertThat(log).doesNotExist();
  }

  @Test
  void keepsWhoChangedWhat() throws Exception {
    ControlClient client = ControlClient.find(file);
    client.change(new LinkOrder("*", "cloud-1", false, 400.0, 2.5, "20Mb/s", 0.01, false));
    client.change(new MediumOrder("cell-1", "50Mb/s"));
    client.worker("device-1", WorkerAction.FREEZE);
    client.startLoad(LOAD);
    client.stopLoad();

    String who = System.getProperty("user.name") + ", command line";
    assertThat(view().changes())
        .extracting(LabChange::what)
        .containsExactly(
            "stopped the load",
            "started a load: 2.5 requests a second for 30 s, cat.jpg of net, deadline 900 ms,"
                + " latency, priority 1, of device-1",
            "froze device-1",
            "shared medium cell-1: bandwidth 50Mb/s",
            "link any ↔ cloud-1: RTT 400 ms, jitter 2.5 ms, bandwidth 20Mb/s, loss 1 %, healed");
    assertThat(view().changes()).allMatch(change -> change.who().equals(who));
    assertThat(Files.readAllLines(log))
        .hasSize(5)
        .contains("2026-11-24T12:00:00Z " + who + ": froze device-1");
  }

  @Test
  void keepsTheNewestChangesOnly() throws Exception {
    ControlClient client = ControlClient.find(file);
    for (int i = 1; i <= Changes.KEPT + 5; i++) {
      client.change(new MediumOrder("cell-1", i + "Mb/s"));
    }
    assertThat(view().changes())
        .hasSize(Changes.KEPT)
        .first()
        .returns("shared medium cell-1: bandwidth 105Mb/s", LabChange::what);
    assertThat(Files.readAllLines(log)).hasSize(Changes.KEPT + 5);
  }

  @Test
  void takesAnyNameForOneLine() throws Exception {
    String path = LabApi.worker("device-1", WorkerAction.THAW);
    send("POST", path, "", Map.of(LabApi.WHO, "Ad%C3%A9la%0AByron" + "x".repeat(200)));
    send("POST", path, "", Map.of());
    assertThat(view().changes())
        .extracting(LabChange::who)
        .satisfiesExactly(
            who -> assertThat(who).isEqualTo("somebody"),
            who -> assertThat(who).startsWith("Adéla Byronxxx").hasSize(100));
    assertThat(Files.readAllLines(log)).hasSize(2);
  }

  @Test
  void answersNobodyWithoutTheToken() throws Exception {
    URI status = address(LabApi.STATUS);
    assertThat(new Http().get(status, Map.of(), PATIENCE).status()).isEqualTo(401);
    assertThat(new Http().get(status, Map.of("Authorization", "Bearer x"), PATIENCE).status())
        .isEqualTo(401);
  }

  @Test
  void isNotFoundOnceItIsClosed() throws Exception {
    String left = Files.readString(file);
    server.close();
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> ControlClient.find(file)).isInstanceOf(NoLabRunsException.class);
    Files.writeString(file, left);
    assertThatThrownBy(() -> ControlClient.find(file)).isInstanceOf(NoLabRunsException.class);
  }

  private LabView view() throws Exception {
    return send("GET", LabApi.VIEW, "", Map.of()).as(LabView.class);
  }

  private Http.Answer post(String path, String body) throws Exception {
    return send("POST", path, body, Map.of());
  }

  private Http.Answer send(String method, String path, String body, Map<String, String> more)
      throws Exception {
    Map<String, String> headers = new java.util.HashMap<>(more);
    headers.put("Authorization", "Bearer " + read().token());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Http().send(method, address(path), headers, bytes, PATIENCE);
  }

  private URI address(String path) throws IOException {
    return URI.create("http://127.0.0.1:" + read().port() + path);
  }

  private LabAddress read() throws IOException {
    return ProtocolJson.MAPPER.readValue(Files.readString(file), LabAddress.class);
  }
}
