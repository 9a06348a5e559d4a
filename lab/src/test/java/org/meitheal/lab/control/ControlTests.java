package org.meitheal.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.json.ProtocolJson;

class ControlTests {
  @TempDir Path folder;
  private final FakeLab lab = new FakeLab();
  private Path file;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("control.json");
    server = ControlServer.open(lab, file);
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
    client.changeMedium("cell-1", "50Mb/s");
    client.worker("device-1", ControlledLab.WorkerAction.KILL);
    assertThat(lab.orders)
        .containsExactly(
            order, "links * site/lab false", "medium cell-1 50Mb/s", "worker device-1 KILL");
  }

  @Test
  void tellsWhatIsWrongWithAnOrder() throws Exception {
    ControlClient client = ControlClient.find(file);
    assertThatThrownBy(() -> client.links("nobody", "*", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no node is called 'nobody'");
  }

  @Test
  void answersNobodyWithoutTheToken() throws Exception {
    ControlAddress address =
        ProtocolJson.MAPPER.readValue(Files.readString(file), ControlAddress.class);
    URI status = URI.create("http://127.0.0.1:" + address.port() + "/status");
    Duration patience = Duration.ofSeconds(60);
    assertThat(new Http().get(status, Map.of(), patience).status()).isEqualTo(401);
    assertThat(new Http().get(status, Map.of("Authorization", "Bearer x"), patience).status())
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

  /** Remembers what it was told. */
  private static final class FakeLab implements ControlledLab {
    static final LinkStatus LINK =
        new LinkStatus("a", "b", 400, 0, "unlimited", 0, false, List.of("cell-1"));
    final List<Object> orders = new ArrayList<>();

    @Override
    public LabStatus status() {
      return new LabStatus(1, true, null, 8080, 8081, 8082, 8083, List.of(), List.of());
    }

    @Override
    public List<LinkStatus> links(String from, String to, boolean oneWay) {
      if (from.equals("nobody")) {
        throw new IllegalArgumentException("no node is called 'nobody'");
      }
      orders.add("links " + from + " " + to + " " + oneWay);
      return List.of(LINK);
    }

    @Override
    public List<LinkStatus> change(LinkOrder order) {
      orders.add(order);
      return List.of(LINK);
    }

    @Override
    public void changeMedium(String name, String bandwidth) {
      orders.add("medium " + name + " " + bandwidth);
    }

    @Override
    public void worker(String name, WorkerAction action) {
      orders.add("worker " + name + " " + action);
    }
  }
}
