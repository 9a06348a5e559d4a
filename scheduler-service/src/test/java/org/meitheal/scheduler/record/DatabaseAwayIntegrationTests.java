package org.meitheal.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
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
    properties.add("meitheal.scheduler.objectives-period", () -> "50ms");
    properties.add("meitheal.scheduler.objectives-file", DatabaseAwayIntegrationTests::objectives);
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
    assertThat(get("/v1/objectives").status()).isEqualTo(200);
    Await.until(
        "it is counted all the same",
        () -> get("/v1/objectives/all").json().path("good").asInt() == 1);
    assertThat(
            send(as(Role.OPERATOR, "/v1/objectives/one")
                    .PUT(BodyPublishers.ofString("{\"target\":0.9}")))
                .json()
                .path("code")
                .asString())
        .isEqualTo("record-unavailable");
    Await.until(
        "rows wait", () -> get("/actuator/info").json().path("record").path("waiting").asInt() > 0);
  }

  private static String objectives() {
    try {
      Path file = Files.createTempFile("objectives", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(file, "[{\"name\":\"all\",\"target\":0.95}]");
      return file.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
