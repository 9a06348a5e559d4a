package org.meitheal.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Objectives and their budgets, over real HTTP in front of a made-up scheduler. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ObjectivesIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final String OPERATOR = ApiKeyFormat.make("operator");
  private static final String LIST = "/dashboard/objectives";
  private static final String ONE = LIST + "/sorting";
  private static final String NEW = "/dashboard/new-objective";
  private static final String VALUES =
      "model=efficientnet-lite0&pipeline=&priority=1&target=0.9&deadline=3000&window=30d&minimum=10";

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
  void some() {
    MadeUpObjectives.tell(CLUSTER);
    CLUSTER.tell(MadeUp.snapshot(7, new Random(1)));
  }

  @AfterEach
  void back() {
    CLUSTER.away = false;
  }

  @Test
  void listsTheWorstBudgetFirst() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    String page = viewer.pageWith(LIST, "objectives/sorting", "objectives/labels", "overdrawn by");

    assertThat(page)
        .containsSubsequence("gate-photos", "sorting", "night-shift", "labels")
        .contains("budget spent", "page fires", "within budget", "nothing counted")
        .contains("page over 1 h, page over 6 h", "95 % within 3.00 s, over 30d", "28 % left")
        .contains("aria-current=\"page\">Objectives", "Evaluated ")
        .doesNotContain("New objective…");
  }

  @Test
  void saysWhatAnObjectiveIsWhereThereIsNone() throws Exception {
    CLUSTER.objectives.clear();
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.pageWith(LIST, "There is no objective yet."))
        .contains("error budget", "PUT /v1/objectives/{name}", "meitheal.scheduler.objectives-file")
        .contains("href=\"/dashboard/new-objective\"");
    assertThat(operator.pageWith("/dashboard/", "Objectives and their error budgets"))
        .doesNotContain("Error budgets, the worst first");
  }

  @Test
  void showsOneObjectiveWithWhatBurnsIt() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    String page = viewer.pageWith(ONE, "28 % left", "Executions that spent it", "Evaluated ");

    assertThat(page)
        .contains("96.41 %", "9641 of 10000", "28 % left")
        .containsSubsequence("page", "firing", "14.4×", "1 h", "16.2×", "5 min", "19.4×", "2 %")
        .containsSubsequence("ticket", ">ok<", "1.0×", "3 d")
        .contains("planned to miss a quarter as often", "in time with less than 80 %")
        .contains("data-series=", "/dashboard/decisions/lab.0000000000003", "the device went away")
        .contains("Set by</dt><dd>an operator")
        .doesNotContain("Change…", "Remove…");
    assertThat(viewer.get(LIST + "/nobody").statusCode()).isEqualTo(404);
    assertThat(viewer.get(LIST + "/..%2f").statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void goesBackThroughWhatSpentIt() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    String first = viewer.pageWith(ONE, "before=lab.x8975#spenders");
    String second = viewer.get(ONE + "?before=lab.x8975").body();
    String third = viewer.get(ONE + "?before=lab.x8950").body();

    assertThat(first).contains("s-lab.x8999", "hx-get=\"/dashboard/objectives/sorting/parts\"");
    assertThat(second)
        .contains("s-lab.x8974", "before=lab.x8950#spenders", ">Newest<")
        .doesNotContain("s-lab.x8975", "hx-get=");
    assertThat(third).contains("s-lab.x8940", ">Newest<").doesNotContain(">Older<");
    assertThat(viewer.get(ONE + "?before=%22x").statusCode()).isEqualTo(400);
  }

  @Test
  void asksTheSchedulerOnceHoweverManyLook() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);
    var unused = viewer.pageWith(ONE, "s-lab.x8999");
    CLUSTER.objectives.looks.set(0);
    long begin = System.nanoTime();

    for (int i = 0; i < 50; i++) {
      assertThat(viewer.get(ONE + "/parts").statusCode()).isEqualTo(200);
    }

    long periods = 1 + (System.nanoTime() - begin) / Duration.ofSeconds(5).toNanos();
    assertThat(CLUSTER.objectives.looks.get()).isLessThanOrEqualTo((int) (2 * periods));
  }

  @Test
  void goesOnByItself() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);
    var unused = viewer.pageWith(LIST, "objectives/labels");
    BlockingQueue<String> list = viewer.follow("objectives");
    BlockingQueue<String> one = viewer.follow("standing.labels,burns.labels,evaluated.labels");
    assertThat(Browser.lineWith("objectives/labels", list)).isNotNull();
    assertThat(Browser.lineWith("nothing counted", one)).isNotNull();

    CLUSTER.objectives.put(
        MadeUpObjectives.fresh(
            MadeUpObjectives.spec("added", null, null, null, 0.9, null, "7d").filled("added")));
    assertThat(Browser.lineWith("objectives/added", list)).isNotNull();

    CLUSTER.objectives.clear();
    assertThat(Browser.lineWith("There is no objective", one)).contains("labels");
  }

  @Test
  void saysHowOldItIs() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);
    CLUSTER.objectives.age = Duration.ofMinutes(3);
    assertThat(viewer.pageWith(LIST, "evaluated last 3 min ago: alerts come late")).isNotNull();

    var unused = viewer.pageWith(LIST, "objectives/sorting", "28 % left");
    CLUSTER.away = true;
    assertThat(viewer.pageWith(LIST, "The scheduler does not answer. Shown is what it said"))
        .contains("objectives/sorting");
    assertThat(viewer.pageWith(ONE, "it cannot be said where the budget went"))
        .contains("28 % left");
    assertThat(viewer.get(ONE + "/parts").statusCode()).isEqualTo(204);
  }

  @Test
  void showsTheWorstBudgetsAndFiringAlertsOnTheOverview() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    String page =
        viewer.pageWith("/dashboard/", "Error budgets, the worst first", "burns its budget");

    assertThat(page)
        .containsSubsequence("objectives/gate-photos", "objectives/sorting")
        .contains("Objective sorting burns its budget too fast: a page fires")
        .contains("it burns 16.2× over 1 h and 19.4× over 5 min, where a page is from 14.4×");
  }

  @Test
  void letsNobodyButOperatorsAct() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.get(NEW).statusCode()).isEqualTo(403);
    assertThat(viewer.get(ONE + "/change").statusCode()).isEqualTo(403);
    assertThat(viewer.get(ONE + "/remove").statusCode()).isEqualTo(403);
    assertThat(viewer.post(NEW, "name=x&step=confirmed&" + VALUES).statusCode()).isEqualTo(403);
    assertThat(viewer.post(ONE + "/remove", revision("sorting")).statusCode()).isEqualTo(403);
    assertThat(CLUSTER.objectives.acts).isEmpty();
  }

  @Test
  void makesAnObjectiveInTheOperatorsNameOnceItIsConfirmed() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    assertThat(operator.get(NEW).body()).contains("value=\"30d\"", "name=\"target\"");

    assertThat(operator.post(NEW, "name=fresh&" + VALUES).body())
        .contains("Make</span> <span>fresh", "Executions count from now on")
        .contains("90 % of the requests of model efficientnet-lite0, priority 1")
        .contains("Requests of a lower priority than 1", "name=\"target\" value=\"0.9\"");
    assertThat(CLUSTER.objectives.acts).as("before it is confirmed").isEmpty();

    HttpResponse<String> done = operator.post(NEW, "name=fresh&step=confirmed&" + VALUES);
    assertThat(Browser.location(done)).isEqualTo("/dashboard/objectives/fresh?done=made");
    assertThat(operator.get(LIST + "/fresh?done=made").body()).contains("It is made");
    assertThat(operator.get(LIST).body()).contains("objectives/fresh");
    assertThat(CLUSTER.objectives.acts)
        .singleElement()
        .asString()
        .startsWith("PUT fresh null {")
        .contains("\"target\":0.9", "\"deadline_ms\":3000.0", "\"priority\":1")
        .endsWith("by ada");
  }

  @Test
  void keepsWhatWasEnteredWhereItIsRefused() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    HttpResponse<String> high = operator.post(NEW, "name=x&target=95&window=30d&pipeline=p");
    assertThat(high.statusCode()).isEqualTo(400);
    assertThat(high.body())
        .contains("Refused: target must lie between 0.5 and 0.9999.", "value=\"95\"", "value=\"p\"")
        .contains("aria-describedby=\"problem target-hint\" aria-invalid=\"true\"");
    assertThat(operator.post(NEW, "name=x&target=most&window=30d").body())
        .contains("Target must be a number, as in 0.95.", "value=\"most\"");
    assertThat(operator.post(NEW, "name=x&target=0.9&priority=high").body())
        .contains("Priority must be a whole number.");
    assertThat(operator.post(NEW, "name=../x&target=0.9").statusCode()).isEqualTo(400);

    HttpResponse<String> ofFile = operator.post(NEW, "name=night-shift&step=confirmed&" + VALUES);
    assertThat(ofFile.statusCode()).isEqualTo(409);
    assertThat(ofFile.body())
        .contains(
            "Refused: night-shift is in the objectives", "file of this scheduler", "value=\"0.9\"");
    HttpResponse<String> known = operator.post(NEW, "name=sorting&step=confirmed&" + VALUES);
    assertThat(known.statusCode()).isEqualTo(428);
    assertThat(known.body()).contains("There is an objective of this name already.");
    assertThat(operator.post(NEW, "name=x&step=back&" + VALUES).body())
        .contains("New objective", "value=\"0.9\"")
        .doesNotContain("role=\"alert\" id=\"problem\"");
    assertThat(CLUSTER.objectives.acts).isEmpty();
  }

  @Test
  void changesTheOneThatTheOperatorSaw() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    var unused = operator.pageWith(ONE, "28 % left");
    assertThat(operator.get(ONE + "/change").body())
        .contains("Change sorting", "value=\"0.95\"", "value=\"3000\"", "efficientnet-lite0");
    String seen = revision("sorting");

    assertThat(operator.post(ONE + "/change", seen + "&" + VALUES).body())
        .contains("so the counts go on");
    assertThat(operator.post(ONE + "/change", seen + "&target=0.9&window=7d").body())
        .contains("counting begins anew");
    CLUSTER.objectives.put(MadeUpObjectives.burning());
    HttpResponse<String> late = operator.post(ONE + "/change", seen + "&step=confirmed&" + VALUES);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body())
        .contains("somebody else changed it meanwhile. Now: 95 %", "What you entered is kept")
        .contains("value=\"0.9\"");

    HttpResponse<String> done =
        operator.post(ONE + "/change", revision("sorting") + "&step=confirmed&" + VALUES);
    assertThat(Browser.location(done)).isEqualTo("/dashboard/objectives/sorting?done=changed");
    assertThat(operator.get(ONE + "?done=changed").body()).contains("It is changed.", "90 %");
    assertThat(CLUSTER.objectives.acts).singleElement().asString().startsWith("PUT sorting \"");
    assertThat(operator.post(ONE + "/change", "revision=a%0d%0ab&" + VALUES).statusCode())
        .isEqualTo(400);
  }

  @Test
  void removesTheOneThatTheOperatorSaw() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    assertThat(operator.get(ONE + "/remove").body())
        .contains("Remove <span>sorting", "Its counts are gone", "page fires");
    String seen = revision("sorting");
    CLUSTER.objectives.put(MadeUpObjectives.burning());
    HttpResponse<String> late = operator.post(ONE + "/remove", seen);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("somebody else changed it meanwhile");

    HttpResponse<String> done = operator.post(ONE + "/remove", revision("sorting"));
    assertThat(Browser.location(done)).isEqualTo("/dashboard/objectives?removed=sorting");
    assertThat(operator.get(LIST + "?removed=sorting").body())
        .contains("is removed.")
        .doesNotContain("objectives/sorting\"");
    assertThat(operator.get(ONE).statusCode()).isEqualTo(404);
    assertThat(CLUSTER.objectives.acts)
        .singleElement()
        .asString()
        .startsWith("DELETE sorting \"")
        .endsWith("by ada");
  }

  @Test
  void leavesThoseOfTheFileAlone() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);

    assertThat(operator.get(LIST + "/night-shift").body())
        .contains("It cannot be changed or removed here", "the scheduler’s file")
        .doesNotContain("Change…", "Remove…");
    assertThat(Browser.location(operator.get(LIST + "/night-shift/change")))
        .isEqualTo("/dashboard/objectives/night-shift");
    assertThat(Browser.location(operator.get(LIST + "/night-shift/remove")))
        .isEqualTo("/dashboard/objectives/night-shift");
  }

  @Test
  void asksForTheKeyAndSaysWhenTheSchedulerDoesNotAnswer() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    CLUSTER.objectives.refusal = 401;
    HttpResponse<String> refused = operator.post(NEW, "name=fresh&step=confirmed&" + VALUES);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("name=\"key\"", "give your key once more", "0.9");

    CLUSTER.objectives.refusal = 503;
    HttpResponse<String> away =
        operator.post(NEW, "name=fresh&step=confirmed&key=" + OPERATOR + "&" + VALUES);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("Make fresh", "Refused.");

    CLUSTER.objectives.refusal = 0;
    assertThat(operator.post(NEW, "name=fresh&step=confirmed&" + VALUES).statusCode())
        .isEqualTo(302);
  }

  private static String revision(String name) {
    return "revision=" + URLEncoder.encode(CLUSTER.objectives.etag(name), UTF_8);
  }
}
