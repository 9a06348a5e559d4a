package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.Sink;

class AlertWebhookTests {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void triesAgain() {
    try (Sink sink = new Sink();
        AlertWebhook webhook = webhook(sink.url())) {
      sink.refuse(2);

      webhook.send(alert("a"));
      webhook.send(alert("b"));

      Await.until("both are there", () -> webhook.status().delivered() == 2);
      assertThat(sink.attempts()).isEqualTo(4);
      assertThat(sink.received())
          .extracting(alert -> alert.path("id").asString())
          .containsExactly("a", "b");
    }
  }

  @Test
  void givesUp() {
    try (Sink sink = new Sink();
        AlertWebhook webhook = webhook(sink.url())) {
      sink.refuse(AlertWebhook.ATTEMPTS);

      webhook.send(alert("a"));

      Await.until("it is lost", () -> webhook.status().lost() == 1);
      assertThat(sink.attempts()).isEqualTo(AlertWebhook.ATTEMPTS);
      assertThat(sink.received()).isEmpty();
    }
  }

  @Test
  void whatWaitsWhenItClosesIsStillPosted() {
    try (Sink sink = new Sink()) {
      AlertWebhook webhook = webhook(sink.url());
      webhook.send(alert("a"));
      webhook.send(alert("b"));

      webhook.close();

      assertThat(sink.received()).hasSize(2);
    }
  }

  @Test
  void nobodyListens() {
    try (AlertWebhook webhook = webhook(URI.create("http://localhost:1/"))) {
      webhook.send(alert("a"));

      Await.until("it is lost", () -> webhook.status().lost() == 1);
    }
  }

  private static AlertWebhook webhook(URI url) {
    return new AlertWebhook(HttpClients.shared(), url, ProtocolJson.MAPPER, Duration.ofMillis(1));
  }

  private static AlertView alert(String id) {
    return new AlertView(
        id,
        AlertView.FIRING,
        "lab",
        new ObjectiveSpec("one", null, null, null, 0.95, null, "30d", 10),
        new Burn("page", 0.02, 3_600, 300, 14.4, 20.0, 20.0, "firing", AT),
        0.0,
        -19.0,
        AT,
        AT);
  }
}
