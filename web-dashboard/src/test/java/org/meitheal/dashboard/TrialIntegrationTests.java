package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.dashboard.decision.Telling;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A photo that is sent by hand, over real HTTP in front of a made-up cluster. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.servlet.multipart.max-file-size=1MB",
      "spring.servlet.multipart.max-request-size=1MB"
    })
class TrialIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final String OPERATOR = ApiKeyFormat.make("operator");
  private static final String[] IN_PLACE = {"HX-Request", "true"};

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
    CLUSTER.tell(MadeUp.snapshot(7, new Random(1)));
    CLUSTER.tell(Telling.local(Instant.now()));
    CLUSTER.tell(Telling.refused(Instant.now()));
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
    properties.add("meitheal.dashboard.samples-dir", () -> "../samples");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void fresh() {
    CLUSTER.classifier.photos.clear();
    CLUSTER.classifier.replies = FakeClassifier::usual;
    CLUSTER.classifier.expired = false;
  }

  @Test
  void offersWhatThereIs() throws Exception {
    Browser operator = operator();

    assertThat(operator.pageWith("/dashboard/try", MadeUp.MODEL + "</option>", "camera-1"))
        .contains("aria-current=\"page\">Try it", "enctype=\"multipart/form-data\"")
        .contains("value=\"frugal\"", "value=\"latency\"", "at most <span>1 MB</span>")
        .contains("value=\"coffee.jpg\"", "/dashboard/try/samples/coffee.jpg")
        .doesNotContain("README", "name=\"key\"");
  }

  @Test
  void sendsAPhotoAsAClientWouldInTheOperatorsName() throws Exception {
    byte[] photo = new byte[200_000];
    new Random(1).nextBytes(photo);
    Map<String, Object> form = form(photo);
    form.put("deadline_ms", "2500");
    form.put("objective", "latency");
    form.put("priority", "2");
    form.put("source", "camera-1");
    form.put("placement", "local");

    HttpResponse<String> answer = operator().postParts("/dashboard/try", form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    FakeClassifier.Photo sent = CLUSTER.classifier.photos.getFirst();
    assertThat(sent.path()).isEqualTo("/v1/models/efficientnet-lite0/classify");
    assertThat(sent.body()).isEqualTo(photo);
    assertThat(sent.by()).isEqualTo("ada");
    assertThat(sent.wishes())
        .isEqualTo(
            Map.of(
                "Deadline-Ms",
                "2500",
                "Objective",
                "latency",
                "Priority",
                "2",
                "Source",
                "camera-1",
                "Placement",
                "local"));
    assertThat(answer.body())
        .contains("What is on coffee.jpg", "espresso", "94.9 %", "&lt; 0.1 %", "204 ms", "211 ms")
        .contains("href=\"/dashboard/devices/camera-1\"", "verdict in-time")
        .contains("href=\"/dashboard/decisions/lab.9-local\"", "class=\"chart gantt\"")
        .contains(
            "value=\"2500\"", "selected=\"selected\">latency", "<details class=\"as-table\" open");
  }

  @Test
  void leavesOpenWhatTheFormLeavesOpen() throws Exception {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("sample", "coffee.jpg");
    form.put("model", MadeUp.MODEL);
    form.put("deadline_ms", "");

    HttpResponse<String> answer = operator().postParts("/dashboard/try", form, IN_PLACE);

    assertThat(answer.body())
        .contains("What is on coffee.jpg", "hx-swap-oob")
        .doesNotContain("<html", "<form");
    FakeClassifier.Photo sent = CLUSTER.classifier.photos.getFirst();
    assertThat(sent.wishes()).isEmpty();
    assertThat(sent.body()).isEqualTo(Files.readAllBytes(Path.of("../samples/coffee.jpg")));
  }

  @Test
  void letsAViewerReadWhyAndSendNothing() throws Exception {
    Browser viewer = new Browser(port).signedIn(VIEWER);

    assertThat(viewer.get("/dashboard/try").body())
        .contains("so a viewer may not")
        .doesNotContain("<form id=\"try\"");
    assertThat(viewer.postParts("/dashboard/try", form(new byte[10])).statusCode()).isEqualTo(403);
    assertThat(CLUSTER.classifier.photos).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | not-an-image        | That is no photo that can be read; JPEG and PNG can.
          400 | no-labels           | This model has no labels
          403 | forbidden           | Your key may not send photos.
          404 | not-found           | The scheduler has no such model any more.
          413 | image-too-large     | The photo has too many pixels.
          409 | cancelled           | Somebody cancelled it.
          504 | deadline-exceeded   | The deadline passed before there was an answer.
          504 | deadline-infeasible | It was refused: no device can be in time. Give it longer.
          503 | no-capacity         | It was refused: no device can take it now.
          503 | shed                | spare an error budget that burns. Try again in 10 s.
          500 | internal            | The cluster could not do it.
          422 | other               | The scheduler does not take it like that.
          """)
  void saysWhyThereIsNoAnswerAndKeepsTheForm(int status, String code, String words)
      throws Exception {
    CLUSTER.classifier.replies =
        _ ->
            FakeClassifier.refused(
                status, code, "<b>because</b>", "lab.5-refused", code.equals("shed") ? "10" : null);
    Map<String, Object> form = form(new byte[10]);
    form.put("deadline_ms", "77");
    form.put("objective", "reliability");

    HttpResponse<String> answer = operator().postParts("/dashboard/try", form);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .contains("role=\"alert\"", words, "&lt;b&gt;because&lt;/b&gt;")
        .contains("value=\"77\"", "selected=\"selected\">reliability")
        .contains("Choose it again to send it again")
        .contains("decisions/lab.5-refused", "It was refused: nothing ran.");
  }

  @Test
  void saysWhatIsMissingOrWrongBeforeAnythingIsSent() throws Exception {
    Browser operator = operator();
    Map<String, Object> form = form(new byte[0]);
    assertThat(refusal(operator, form, 400)).contains("Choose a photo first.");
    form.put("sample", "../pom.xml");
    assertThat(refusal(operator, form, 400)).contains("Choose a photo first.");
    form = form(new byte[10]);
    form.put("model", "");
    assertThat(refusal(operator, form, 400)).contains("Choose a model first.");
    form = form(new byte[10]);
    form.put("deadline_ms", "soon");
    assertThat(refusal(operator, form, 400)).contains("deadline_ms is no number");
    form.put("deadline_ms", "10");
    form.put("source", "no device\r\nX-Evil: 1");
    assertThat(refusal(operator, form, 400)).contains("source is no device id");
    assertThat(refusal(operator, form(new byte[1_500_000]), 413))
        .contains("The photo is larger than 1 MB.");
    assertThat(operator.post("/dashboard/try", "model=" + MadeUp.MODEL).statusCode())
        .isEqualTo(400);
    assertThat(CLUSTER.classifier.photos).isEmpty();
  }

  @Test
  void asksForTheKeyWhereTheTokenIsNotGoodAnyMore() throws Exception {
    Browser operator = operator();
    CLUSTER.classifier.expired = true;
    Map<String, Object> form = form(new byte[10]);

    HttpResponse<String> refused = operator.postParts("/dashboard/try", form, IN_PLACE);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("give your key once more", "name=\"key\"");
    assertThat(operator.postParts("/dashboard/try", form).statusCode()).isEqualTo(401);
    form.put("key", VIEWER);
    assertThat(operator.postParts("/dashboard/try", form).body())
        .contains("That is not the operator key of ada.");
    form.put("key", OPERATOR);
    HttpResponse<String> answer = operator.postParts("/dashboard/try", form, IN_PLACE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("espresso").doesNotContain("name=\"key\"");
    assertThat(CLUSTER.classifier.photos).hasSize(1);
  }

  @Test
  void saysThatTheSchedulerIsAway() throws Exception {
    Browser operator = operator();
    String page = operator.pageWith("/dashboard/try", MadeUp.MODEL);
    assertThat(page).doesNotContain("disabled");
    CLUSTER.classifier.replies = _ -> new FakeClassifier.Reply(200, Map.of(), "no classification");
    assertThat(refusal(operator, form(new byte[10]), 503))
        .contains("The scheduler does not answer.");
    CLUSTER.away = true;
    try {
      assertThat(refusal(operator, form(new byte[10]), 503))
          .contains("The cluster could not do it.");
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void waitsForTheRecordOfHowItRanAndSaysWhenItDoesNotCome() throws Exception {
    Browser operator = operator();
    CLUSTER.classifier.replies = _ -> FakeClassifier.classified("lab.late");
    String look = "/dashboard/try/executions/lab.late?look=";

    String answer = operator.postParts("/dashboard/try", form(new byte[10]), IN_PLACE).body();
    assertThat(answer)
        .contains("hx-get=\"" + look + "2\"", "hx-trigger=\"load delay:500ms\"")
        .doesNotContain("class=\"chart gantt\"");
    assertThat(operator.get(look + "19").body()).contains("hx-get=\"" + look + "20\"");
    assertThat(operator.get(look + "20").body())
        .contains("has not come on record", "/dashboard/decisions/lab.late")
        .doesNotContain("hx-get");
    CLUSTER.remember(Telling.divided(Instant.now(), "lab.late", 4));
    assertThat(operator.get(look + "3").body())
        .contains("class=\"chart gantt\"")
        .doesNotContain("hx-get", "<html");
  }

  @Test
  void showsOnlyTheSamplesOfItsFolder() throws Exception {
    Browser operator = operator();

    HttpResponse<String> photo = operator.get("/dashboard/try/samples/coffee.png");
    assertThat(photo.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(operator.get("/dashboard/try/samples/README.md").statusCode()).isEqualTo(404);
    assertThat(operator.get("/dashboard/try/samples/..%2fpom.xml").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(new Browser(port).get("/dashboard/try/samples/coffee.png").statusCode())
        .isEqualTo(302);
  }

  private Browser operator() throws Exception {
    Browser operator = new Browser(port).signedIn(OPERATOR);
    var _ = operator.pageWith("/dashboard/try", MadeUp.MODEL + "</option>", "camera-1");
    return operator;
  }

  private static Map<String, Object> form(byte[] photo) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("photo", photo);
    form.put("model", MadeUp.MODEL);
    return form;
  }

  private static String refusal(Browser operator, Map<String, Object> form, int status)
      throws Exception {
    HttpResponse<String> answer = operator.postParts("/dashboard/try", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
