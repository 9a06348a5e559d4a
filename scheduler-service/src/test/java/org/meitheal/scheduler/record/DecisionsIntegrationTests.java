package org.meitheal.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class DecisionsIntegrationTests extends SchedulerDatabaseTest {
  @Autowired private JdbcTemplate jdbc;
  @Autowired private RecordStore store;

  @Test
  void decisionsAndExecutionsAreWrittenBehind() {
    worker("cloud-1", Tier.CLOUD);
    String id = post(INFER, inferRequest("{}")).header("Meitheal-Decision");

    Await.until("it is written", () -> store.decision(id).isPresent());
    Await.until("so is its end", () -> store.decision(id).orElseThrow().execution() != null);
    var stored = store.decision(id).orElseThrow();
    assertThat(stored.device()).isEqualTo("cloud-1");
    assertThat(stored.client()).isEqualTo("a-client");
    assertThat(stored.candidates())
        .filteredOn(CandidateView::chosen)
        .singleElement()
        .extracting(CandidateView::samples)
        .satisfies(samples -> {
          assertThat(samples.roundTripsMs()).isNotEmpty();
          assertThat(samples.linkAgeMs()).isNotNegative();
          assertThat(samples.computeTimes()).isPositive();
        });
    assertThat(stored.execution().state()).isEqualTo("completed");
    assertThat(stored.execution().timings()).isNotNull();
    assertThat(
            store.decisions(
                new DecisionQuery(null, MODEL, "cloud-1", "cloud", "chosen", "completed", 1)))
        .extracting("id")
        .containsExactly(id);
    assertThat(store.decisions(new DecisionQuery(null, MODEL, null, null, null, "failed", 1)))
        .extracting("id")
        .doesNotContain(id);
    assertThat(store.decisions(new DecisionQuery(null, MODEL, null, "edge", null, null, 1)))
        .extracting("id")
        .doesNotContain(id);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from pg_inherits where inhparent = 'scheduler.decisions'::regclass",
                Integer.class))
        .isEqualTo(3);
  }

  @Test
  void listsArePagedAndFiltered() {
    worker("cloud-1", Tier.CLOUD);
    String first = post(INFER, inferRequest("{}")).header("Meitheal-Decision");
    String second = post(INFER, inferRequest("{}")).header("Meitheal-Decision");

    JsonNode page = get("/v1/decisions?limit=1").json();
    assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(second);
    assertThat(page.path("next").asString()).isEqualTo(second);
    JsonNode next = get("/v1/decisions?limit=1&before=" + second).json();
    assertThat(next.path("items").path(0).path("id").asString()).isEqualTo(first);
    assertThat(get("/v1/decisions?device=nobody").json().path("items").size()).isZero();
    String completed = "/v1/decisions?placement=cloud&state=completed&outcome=chosen&limit=2";
    assertThat(get(completed).json().path("items").findValuesAsString("id"))
        .containsSubsequence(second, first);
    assertThat(get("/v1/decisions?placement=edge").json().path("items").findValuesAsString("id"))
        .doesNotContain(first, second);
    assertThat(get("/v1/decisions?state=running").json().path("items").findValuesAsString("id"))
        .doesNotContain(first, second);
    assertThat(get("/v1/decisions?limit=0").status()).isEqualTo(400);
    assertThat(get("/v1/decisions?limit=x").status()).isEqualTo(400);
    assertThat(get("/v1/decisions/lab.unknown").status()).isEqualTo(404);
    assertThat(get("/v1/executions/lab.unknown").status()).isEqualTo(404);
  }

  @Test
  void rolesDecideWhoReads() {
    assertThat(send(as(Role.VIEWER, "/v1/decisions")).status()).isEqualTo(200);
    assertThat(send(as(Role.CLIENT, "/v1/decisions")).status()).isEqualTo(403);
    assertThat(send(as(Role.CLIENT, "/v1/decisions/lab.unknown")).status()).isEqualTo(404);
    assertThat(send(as(Role.VIEWER, INFER)).status()).isEqualTo(405);
    assertThat(
            send(as(Role.VIEWER, INFER)
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(403);
  }

  @Test
  void plansCompareAndRunNothing() {
    var worker = worker("cloud-1", Tier.CLOUD);

    Answer answer =
        plan("{\"model\":\"" + MODEL + "\",\"shape\":[1,3,64,64],\"source\":\"cam-1\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("source").asString()).isEqualTo("cam-1");
    assertThat(answer.json().path("candidates").size()).isEqualTo(2);
    assertThat(worker.received()).isEmpty();
    assertThat(decision(answer.json().path("id").asString()).execution()).isNull();
    assertThat(plan("{\"model\":\"none\"}").status()).isEqualTo(404);
    assertThat(plan("{}").status()).isEqualTo(400);
    assertThat(plan("[1]").status()).isEqualTo(400);
    assertThat(plan("{\"model\":\"" + MODEL + "\",\"shape\":[1,null,3,3]}").status())
        .isEqualTo(400);
  }

  @Test
  void watchersSeeADecisionAndThenItsEnd() throws Exception {
    worker("cloud-1", Tier.CLOUD);
    HttpResponse<InputStream> watch =
        HttpClient.newHttpClient()
            .send(
                as(Role.VIEWER, "/v1/decisions/watch?recent=0").build(),
                BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(watch.body()))) {
      assertThat(lines.readLine()).isEqualTo(":");
      String id = post(INFER, inferRequest("{}")).header("Meitheal-Decision");

      List<String> events =
          lines
              .lines()
              .filter(line -> line.startsWith("data: ") && line.contains(id))
              .limit(2)
              .toList();

      assertThat(events.getLast()).contains("\"state\":\"completed\"");
    }
  }

  @Test
  void theApiIsDescribed() {
    assertThat(get("/v3/api-docs").json().path("paths").has("/v1/decisions/{id}")).isTrue();
    assertThat(get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
    assertThat(get("/actuator/info").json().path("record").path("overflowed").asLong()).isZero();
  }
}
