package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LoadOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The lab's page, in front of a made-up lab. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LabIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final FakeLab LAB = lab();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final String OPERATOR = ApiKeyFormat.make("operator");
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");
  private static final String LOAD = "rate=2.5&seconds=30&photo=cat.jpg&model=" + MadeUp.MODEL;

  @LocalServerPort private int port;

  private static FakeLab lab() {
    try {
      return new FakeLab();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
    properties.add("meitheal.dashboard.lab-control-file", () -> LAB.file().toString());
  }

  @BeforeEach
  void begin() throws IOException {
    LAB.view = MadeUpLab.view();
    LAB.orders.clear();
    LAB.come();
  }

  @AfterEach
  void end() {
    LAB.refusal = "";
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
    LAB.close();
  }

  @Test
  void showsViewersTheStateWithoutAnyControls() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.pageWith("/dashboard/lab", "among devices", "cell-1"))
        .contains("href=\"/dashboard/lab\" aria-current=\"page\">Lab", "frozen", "froze device-2")
        .contains("device-1 → edge-1", "devices ↔ cloud", "1.3 %", "137.5 Mb/s", "heard")
        .contains("No load has been sent yet.")
        .doesNotContain("<input", "Freeze", "type=\"submit\">Apply", "lab/load");
    assertThat(viewer.get("/dashboard/").body()).contains("href=\"/dashboard/lab\">Lab");
  }

  @Test
  void letsNobodyButOperatorsChangeTheLab() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.get("/dashboard/lab/workers/device-1/kill").statusCode()).isEqualTo(403);
    for (String form :
        List.of(
            "workers/device-1/kill?",
            "links?from=*&to=cloud-1&seen=x",
            "media?medium=cell-1&position=1&was=2",
            "load?" + LOAD,
            "load/stop?")) {
      String[] parts = form.split("\\?", -1);
      assertThat(viewer.post("/dashboard/lab/" + parts[0], parts[1]).statusCode())
          .as(form)
          .isEqualTo(403);
    }
    assertThat(LAB.orders).isEmpty();
  }

  @Test
  void offersTheLinksToTheCloudFirst() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.pageWith("/dashboard/lab", "any ↔ cloud-1"))
        .contains("8 directions", "data-now=\"20 ms\"", "id=\"roundTrip\"", "min=\"0\"");
    assertThat(operator.get("/dashboard/lab?from=*&to=*").body())
        .contains("any ↔ any", "data-now=\"3 ms to 20 ms\"", "min=\"-1\"");
    assertThat(operator.get("/dashboard/lab?from=device-1&to=edge-1&way=one").body())
        .contains("device-1 → edge-1", "one direction", "data-now=\"20 Mb/s\"");
    assertThat(operator.get("/dashboard/lab?from=device-1&to=device-1").body())
        .contains("There is no link from a machine to itself");
  }

  @Test
  void changesWhatWasMovedAndNothingElse() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    String page = operator.pageWith("/dashboard/lab?from=*&to=cloud-1", "any ↔ cloud-1");
    String form =
        "from=*&to=cloud-1&way=&roundTrip=18&roundTripWas=10&jitter=0&jitterWas=0&bandwidth=6"
            + "&bandwidthWas=14&loss=4&lossWas=0&cut=&seen="
            + seen(page);

    HttpResponse<String> done = operator.post("/dashboard/lab/links", form);

    assertThat(Browser.location(done)).isEqualTo("/dashboard/lab?from=*&to=cloud-1&done=links");
    assertThat(LAB.orders)
        .containsExactly(
            "POST /links LinkOrder[from=*, to=cloud-1, oneWay=false, roundTripMs=300.0,"
                + " jitterMs=null, bandwidth=5Mb/s, loss=0.01, cut=null] by ada");
    assertThat(operator.get("/dashboard/lab?from=*&to=cloud-1&done=links").body())
        .contains("role=\"status\"", "The links are changed.", "300 ms");
    HttpResponse<String> again = operator.post("/dashboard/lab/links", form);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .contains("the links were changed meanwhile", "data-now=\"20 ms to 300 ms\"");
    assertThat(LAB.orders).hasSize(1);
  }

  @Test
  void saysWhatIsWrongWithAMove() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    String page = operator.pageWith("/dashboard/lab?from=*&to=cloud-1", "any ↔ cloud-1");
    String form = "from=*&to=cloud-1&seen=" + seen(page);

    HttpResponse<String> nothing =
        operator.post("/dashboard/lab/links", form + "&roundTrip=10&roundTripWas=10");
    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(nothing.body()).contains("role=\"alert\"", "no slider was moved");
    assertThat(operator.post("/dashboard/lab/links", form + "&roundTrip=99").body())
        .contains("no slider of this page has a position 99");
    assertThat(operator.post("/dashboard/lab/links", form + "&roundTrip=far").statusCode())
        .isEqualTo(400);
    LAB.refusal = "no node is called 'cloud-1'";
    assertThat(operator.post("/dashboard/lab/links", form + "&cut=cut").body())
        .contains("No node is called &#39;cloud-1&#39;.");
    assertThat(LAB.orders).isEmpty();
  }

  @Test
  void changesSharedMediaThatWereMoved() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    HttpResponse<String> done =
        operator.post(
            "/dashboard/lab/media",
            "medium=cell-1&position=8&was=11&medium=cloud-uplink&position=10&was=10");

    assertThat(Browser.location(done)).isEqualTo("/dashboard/lab?done=media");
    assertThat(LAB.orders)
        .containsExactly("POST /media MediumOrder[name=cell-1, bandwidth=20Mb/s] by ada");
    assertThat(operator.post("/dashboard/lab/media", "medium=cell-1&position=8&was=8").statusCode())
        .isEqualTo(400);
  }

  @Test
  void saysWhatADeedMeansAndDoesIt() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.pageWith("/dashboard/lab", "Freeze…"))
        .contains("href=\"lab/workers/device-1/freeze\"", "lab/workers/device-2/thaw")
        .contains("lab/workers/edge-1/start")
        .doesNotContain("device-2/freeze", "edge-1/kill", "workers/gateway");
    assertThat(operator.get("/dashboard/lab/workers/device-1/kill").body())
        .contains("It ends at once", "as a machine that loses its power", "class=\"danger\"")
        .doesNotContain("cannot be done");
    assertThat(operator.get("/dashboard/lab/workers/edge-1/kill").body())
        .contains("has ended", "As it is, this cannot be done.");

    HttpResponse<String> done = operator.post("/dashboard/lab/workers/device-1/freeze", "");
    assertThat(Browser.location(done)).isEqualTo("/dashboard/lab?done=device-1.freeze#workers");
    assertThat(LAB.orders).containsExactly("POST /workers/device-1/freeze by ada");
    assertThat(operator.get("/dashboard/lab?done=device-1.freeze").body())
        .contains("device-1 is frozen.", "lab/workers/device-1/thaw");
    LAB.refusal = "device-1 is frozen already";
    HttpResponse<String> refused = operator.post("/dashboard/lab/workers/device-1/freeze", "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Nothing was done: Device-1 is frozen already.");
  }

  @Test
  void knowsNoOtherWorkersOrDeeds() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    for (String path : List.of("nobody/kill", "device-1/paint", "gateway/kill", "..%2f/kill")) {
      assertThat(operator.get("/dashboard/lab/workers/" + path).statusCode())
          .as(path)
          .isIn(400, 404);
      assertThat(operator.post("/dashboard/lab/workers/" + path, "").statusCode())
          .as(path)
          .isIn(400, 404);
    }
    assertThat(LAB.orders).isEmpty();
  }

  @Test
  void sendsALoadAndStopsIt() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.pageWith("/dashboard/lab", "Send the load"))
        .contains("value=\"coffee.jpg\" selected=\"selected\"", "<option value=\"device-1\">");
    HttpResponse<String> done =
        operator.post(
            "/dashboard/lab/load", LOAD + "&deadline=900&objective=latency&priority=&source=");
    assertThat(Browser.location(done)).isEqualTo("/dashboard/lab?done=load");
    assertThat(operator.get("/dashboard/lab?done=load").body())
        .contains("The load is being sent.", "40</span> of <span>75", "2 with 503, 1 with 504")
        .contains("id=\"stop-load\"", "by <span>ada at 12:00:00 UTC", "503: no capacity");

    HttpResponse<String> stopped = operator.post("/dashboard/lab/load/stop", "");
    assertThat(Browser.location(stopped)).isEqualTo("/dashboard/lab?done=stopped");
    assertThat(operator.get("/dashboard/lab").body()).doesNotContain("id=\"stop-load\"");
    assertThat(LAB.orders)
        .containsExactly(
            "POST /load 2.5 requests a second for 30 s, cat.jpg of "
                + MadeUp.MODEL
                + ", deadline 900 ms, latency by ada",
            "DELETE /load by ada");
  }

  @Test
  void saysWhatIsWrongWithALoadAndKeepsWhatWasFilledIn() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    String tooMuch = LOAD.replace("rate=2.5", "rate=90");

    HttpResponse<String> answer = operator.post("/dashboard/lab/load", tooMuch);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("requests a second must be more than 0, and 50 at most", "value=\"90\"")
        .contains("value=\"cat.jpg\" selected=\"selected\"");
    assertThat(operator.post("/dashboard/lab/load", LOAD.replace("30", "soon")).body())
        .contains("are numbers");
    LAB.refusal = "a load is being sent already; stop it first";
    assertThat(operator.post("/dashboard/lab/load", LOAD).body())
        .contains("A load is being sent already; stop it first.");
  }

  @Test
  void goesOnByItself() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    BlockingQueue<String> workers = operator.follow("lab-workers-operated,lab-workers");
    BlockingQueue<String> load = operator.follow("lab-load");
    assertThat(Browser.lineWith("thaw-device-2", workers)).isNotNull();

    LabView now = MadeUpLab.view();
    LAB.view =
        new LabView(
            MadeUpLab.with(
                now.status(),
                List.of(MadeUpLab.worker("device-2", "device", false, false)),
                MadeUpLab.load(
                    new LoadOrder(1, 9, "net", "a.jpg", null, null, null, null), "bob", true)),
            now.links(),
            now.changes());

    assertThat(Browser.lineWith("start-device-2", workers)).isNotNull();
    assertThat(Browser.lineWith("bob at 12:00:00 UTC", load)).isNotNull();
  }

  @Test
  void saysThatTheLabHasStopped() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    var _ = operator.pageWith("/dashboard/lab", "Send the load");
    LAB.go();

    assertThat(operator.pageWith("/dashboard/lab", "The lab does not answer any more"))
        .contains("silent, last heard", "device-1")
        .doesNotContain("<input");
    assertThat(operator.get("/dashboard/lab/workers/device-1/kill").statusCode()).isEqualTo(503);
    assertThat(operator.post("/dashboard/lab/load", LOAD).statusCode()).isEqualTo(503);
    assertThat(operator.get("/dashboard/").statusCode()).isEqualTo(200);
    LAB.come();
    assertThat(operator.pageWith("/dashboard/lab", "Send the load")).contains("heard 0.");
  }

  private static String seen(String page) {
    Matcher seen = SEEN.matcher(page);
    assertThat(seen.find()).isTrue();
    return seen.group(1);
  }
}
