package org.meitheal.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadChoices;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import tools.jackson.databind.JsonNode;

class ReportTests {
  private final DecisionView decision =
      new DecisionView(
          "lab.1",
          Instant.EPOCH,
          "efficientnet-lite0",
          "device-1",
          "frugal",
          0.95,
          1000,
          100_000,
          1,
          "chosen",
          "local",
          "device-1",
          250.0,
          true,
          "the cheapest that is in time",
          7,
          10,
          List.of(
              candidate("local", "device-1", true, null),
              candidate("cloud", "cloud-1", false, "costs more")),
          null);
  private final Classification answer =
      new Classification(
          "efficientnet-lite0",
          "1",
          List.of(new Classification.Label(967, "espresso", 0.94)),
          new Receipt("lab.1", "local", "device-1", 1, 250.0, 262.5, true, 1));

  private static CandidateView candidate(
      String placement, String device, boolean chosen, String whyNot) {
    return new CandidateView(
        placement, device, chosen, 2, 1, 3.0, 2.5e7, 0.0, 1.0, 240.0, 1.0, 250.0, 5.0, 260.0, 0.999,
        0.0, null, whyNot);
  }

  @Test
  void showsEverythingThatWasConsidered() {
    assertThat(AnswerText.candidates(decision))
        .contains("place", "predicted", "RTT used", "idle lanes", "P(in time)", "why not")
        .containsPattern("local +device-1 +250 ms +3\\.0 ms +1/2 +0\\.999 +← chosen")
        .containsPattern("cloud +cloud-1 .*costs more");
  }

  @Test
  void saysWhereItRanAndHowLongItTook() {
    assertThat(AnswerText.placement(decision))
        .contains("device-1", "local", "the cheapest that is in time");
    assertThat(AnswerText.times(PhotoAnswer.of(answer, decision, 20_000), "slow-down: device 10×"))
        .isEqualTo("predicted 250 ms, actual 263 ms, deadline 1000 ms (slow-down: device 10×)");
    assertThat(AnswerText.labels(answer)).containsPattern("espresso +0\\.940");
  }

  @Test
  void hasTheNamesThatProgramsRelyOn() {
    JsonNode json =
        ProtocolJson.MAPPER.readTree(
            ProtocolJson.MAPPER.writeValueAsString(PhotoAnswer.of(answer, decision, 20_000)));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "answer", "decision", "predicted_ms", "actual_ms", "ready_after_ms");
    assertThat(json.path("ready_after_ms").asLong()).isEqualTo(20_000);
    assertThat(json.path("actual_ms").asDouble()).isEqualTo(262.5);
  }

  @Test
  void showsProcessesAndMedia() {
    LabStatus status =
        new LabStatus(
            1,
            true,
            21_500L,
            8080,
            8081,
            8082,
            8083,
            List.of(
                new LabStatus.ProcessStatus(
                    "device-1",
                    "device",
                    12,
                    false,
                    false,
                    "127.0.1.1:8090",
                    "device, 2 lanes, slowed down 10×"),
                new LabStatus.ProcessStatus("edge-1", "edge", 13, true, true, "", "")),
            List.of(new LabStatus.MediumStatus("cell-1", "200Mb/s")),
            new LoadChoices(List.of(), List.of()),
            null);
    assertThat(StatusText.status(status))
        .contains("ready after 21.5 s")
        .containsPattern("device-1 +12 +ended +127.0.1.1:8090 +device, 2 lanes, slowed down 10×")
        .containsPattern("edge-1 +13 +frozen")
        .containsPattern("cell-1 +200Mb/s");
  }

  @Test
  void showsLinks() {
    LinkStatus link = new LinkStatus("a", "b", 40, 2, "20Mb/s", 0.01, true, List.of("cell-1"));
    assertThat(StatusText.links(List.of(link)))
        .containsPattern("a +b +40 ms +2\\.0 ms +20Mb/s +cell-1 +1\\.00 % +CUT");
  }

  @Test
  void showsALoad() {
    LoadOrder order = new LoadOrder(2.5, 30, "net", "cat.jpg", 900, null, null, null);
    LoadStatus load =
        new LoadStatus(
            order,
            "ada",
            Instant.EPOCH,
            true,
            40,
            3,
            2,
            30,
            4,
            Map.of("504", 1L, "503", 2L),
            1,
            81.0,
            240.0,
            "503: no capacity");
    assertThat(LoadText.of(load))
        .containsPattern("load +being sent")
        .containsPattern(
            "asked for +2.5 requests a second for 30 s, cat.jpg of net, deadline 900 ms")
        .containsPattern("sent +40 of 75")
        .containsPattern("not sent +3")
        .containsPattern("refused +2 with 503, 1 with 504")
        .containsPattern("answered in +p50 81 ms, p95 240 ms")
        .contains("503: no capacity");
    assertThat(LoadText.of(null)).contains("No load has been sent yet.");
  }
}
