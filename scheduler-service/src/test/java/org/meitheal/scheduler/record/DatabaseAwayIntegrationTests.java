package org.meitheal.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.SchedulerTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext
class DatabaseAwayIntegrationTests extends SchedulerTest {
  @DynamicPropertySource
  static void nobodyListens(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> "jdbc:postgresql://localhost:1/none");
  }

  @Test
  void inferencesGoOnAndMemoryAnswers() {
    worker("cloud-1", Tier.CLOUD);

    Answer answer = post(INFER, inferRequest("{}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    String id = answer.header("Meitheal-Decision");
    assertThat(decision(id).execution().state()).isEqualTo("completed");
    assertThat(get("/v1/decisions?limit=1").json().path("items").path(0).path("id").asString())
        .isEqualTo(id);
    assertThat(get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
    assertThat(get("/v1/events").status()).isEqualTo(503);
    assertThat(get("/v1/exclusions").json().path("code").asString())
        .isEqualTo("record-unavailable");
    Await.until(
        "rows wait", () -> get("/actuator/info").json().path("record").path("waiting").asInt() > 0);
  }
}
