package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.WatchEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Devices and models, over real HTTP in front of a made-up cluster. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DevicesIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final String OPERATOR = ApiKeyFormat.make("operator");

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void lab() {
    CLUSTER.acts.clear();
    CLUSTER.refusal = 0;
    CLUSTER.tell(MadeUp.snapshot(7, new Random(1)));
  }

  @Test
  void listsDevicesThatAreAsAsked() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.pageWith("/dashboard/devices", "6</span> of <span>6"))
        .contains("href=\"devices/camera-1\"", "aria-current=\"page\">Devices", "cordoned");
    assertThat(viewer.get("/dashboard/devices?state=offline").body())
        .contains("1</span> of <span>6", "devices/gate-2")
        .doesNotContain("devices/camera-1");
    assertThat(viewer.get("/dashboard/devices?state=cordoned").body()).contains("devices/camera-2");
    assertThat(viewer.get("/dashboard/devices?tier=device&cell=hall-a&id=GATE").body())
        .contains("2</span> of <span>6");
    assertThat(viewer.get("/dashboard/devices?cell=%3Cscript%3E").body())
        .contains("No device is like that.")
        .doesNotContain("<script>");
  }

  @Test
  void showsOneDeviceWithAllThatIsKnownOfIt() throws Exception {
    CLUSTER.tell(MadeUpDecisions.decision(3, new Random(1)));
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.pageWith("/dashboard/devices/cloud-1", "8090", "31 ms an image"))
        .contains("aria-current=\"true\">Devices", "7 of 8 idle", "site/lab", "Last heartbeat")
        .contains("../decisions/lab.0000000000003")
        .doesNotContain("Cordon…");
    assertThat(viewer.get("/dashboard/devices/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void sendsOnlyTheDevicesThatChanged() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);
    var unused = viewer.pageWith("/dashboard/devices", "devices/camera-1");
    BlockingQueue<String> lines = viewer.follow("cells");
    assertThat(Browser.lineWith("\"all\":true", lines)).contains("\"id\":\"edge-1\"");

    Instant now = Instant.now();
    List<DeviceView> devices =
        MadeUp.snapshot(8, new Random(1)).devices().stream()
            .map(device ->
                device.id().equals("gate-2")
                    ? MadeUp.device("gate-2", Tier.DEVICE, Liveness.ONLINE, "Back.", 2, 0, now)
                    : device)
            .toList();
    CLUSTER.tell(new WatchEvent.Snapshot(8, devices, List.of()));

    assertThat(Browser.lineWith("gate-2", lines))
        .contains("\"all\":false", "\"state\":\"online\"")
        .doesNotContain("edge-1");
  }

  @Test
  void keepsAThousandDevicesOnAPage() throws Exception {
    Instant now = Instant.now();
    List<DeviceView> many =
        IntStream.range(0, 1000)
            .mapToObj(i ->
                MadeUp.device(
                    "pi-" + i, Tier.DEVICE, Liveness.ONLINE, "Heartbeats arrive.", 4, i % 5, now))
            .toList();
    CLUSTER.tell(new WatchEvent.Snapshot(9, many, List.of()));
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.pageWith("/dashboard/", "wall dense", "devices/pi-999"))
        .contains("aria-label=\"pi-1: online, lanes 1 of 4 busy\"", "cell good load-1");
    assertThat(viewer.get("/dashboard/devices").body()).contains("1000</span> of <span>1000");
  }

  @Test
  void letsNobodyButOperatorsAct() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.get("/dashboard/devices/camera-1/cordon").statusCode()).isEqualTo(403);
    assertThat(viewer.post("/dashboard/devices/camera-1/cordon", "revision=1").statusCode())
        .isEqualTo(403);
    assertThat(CLUSTER.acts).isEmpty();
  }

  @Test
  void saysWhatAnActionMeansAndDoesItInTheOperatorsName() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.pageWith("/dashboard/devices/camera-1", "Cordon…"))
        .contains("href=\"/dashboard/devices/camera-1/remove\"");
    assertThat(operator.get("/dashboard/devices/camera-1/cordon").body())
        .contains("It gets no new work from now on.", "name=\"revision\" value=\"1\"")
        .contains("online</b> and <b>enabled")
        .doesNotContain("name=\"key\"");
    HttpResponse<String> done = operator.post("/dashboard/devices/camera-1/cordon", "revision=1");

    assertThat(Browser.location(done)).isEqualTo("/dashboard/devices/camera-1?done=cordon");
    assertThat(operator.get("/dashboard/devices/camera-1?done=cordon").body())
        .contains("role=\"status\"", "It is cordoned: it gets no new work.");
    assertThat(operator.post("/dashboard/devices/gate-2/remove", "revision=1").headers())
        .extracting(headers -> headers.firstValue("Location").orElseThrow())
        .isEqualTo("/dashboard/devices?removed=gate-2");
    assertThat(CLUSTER.acts)
        .containsExactly("PATCH camera-1 \"1\" by ada", "DELETE gate-2 \"1\" by ada");
  }

  @Test
  void doesNothingWhereTheDeviceChangedMeanwhile() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    HttpResponse<String> answer = operator.post("/dashboard/devices/camera-1/drain", "revision=0");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("somebody else changed it meanwhile", "name=\"revision\" value=\"1\"");
    assertThat(CLUSTER.acts).isEmpty();
  }

  @Test
  void asksForTheKeyWhereTheTokenIsNotGoodAnyMore() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    CLUSTER.refusal = 401;
    HttpResponse<String> refused = operator.post("/dashboard/devices/camera-1/drain", "revision=1");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("name=\"key\"", "give your key once more");

    CLUSTER.refusal = 0;
    String path = "/dashboard/devices/camera-1/drain";
    assertThat(operator.post(path, "revision=1").statusCode()).isEqualTo(401);
    assertThat(operator.post(path, "revision=1&key=" + VIEWER).body())
        .contains("That is not the operator key of ada.");
    assertThat(operator.post(path, "revision=1&key=" + OPERATOR).statusCode()).isEqualTo(302);
    assertThat(CLUSTER.acts).containsExactly("PATCH camera-1 \"1\" by ada");
  }

  @Test
  void saysWhenThereIsNoSuchDeviceOrActionOrRegistry() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.get("/dashboard/devices/nobody/cordon").statusCode()).isEqualTo(404);
    assertThat(operator.get("/dashboard/devices/camera-1/paint").statusCode()).isEqualTo(404);
    assertThat(operator.post("/dashboard/devices/..%2f/cordon", "revision=1").statusCode())
        .isGreaterThanOrEqualTo(400);
    CLUSTER.away = true;
    try {
      assertThat(operator.get("/dashboard/devices/camera-1/cordon").statusCode()).isEqualTo(503);
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void showsModelsAndWhoHoldsThem() throws Exception {
    CLUSTER.models.add(
        Map.of(
            "name",
            MadeUp.MODEL,
            "version",
            "1",
            "sha256",
            "ab12",
            "default_deadline_ms",
            100,
            "devices",
            5));
    CLUSTER.models.add(
        Map.of(
            "name",
            "idle",
            "version",
            "1",
            "sha256",
            "cd34",
            "default_deadline_ms",
            100,
            "devices",
            0));
    CLUSTER.bundles.put("ab12", MadeUp.manifest());
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.pageWith("/dashboard/models", MadeUp.MODEL, "400 million", "idle"))
        .contains("5</span> of <span>6", "devices/cloud-1", "32 ms to 316 ms")
        .contains("image, FP32 any × 3 × any × any", "19.0 MB", "2, 1 of them can be divided")
        .contains("No device holds it: requests for it are refused.");
    assertThat(Browser.lineWith("event:models", viewer.follow("models"))).isNotNull();
  }

  @Test
  void refusesAStreamOfNothingOrOfTooMuch() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.get("/dashboard/live").statusCode()).isEqualTo(400);
    assertThat(viewer.get("/dashboard/live?show=" + "a,".repeat(20)).statusCode()).isEqualTo(400);
    assertThat(viewer.get("/dashboard/live?show=" + "a".repeat(200)).statusCode()).isEqualTo(400);
  }
}
