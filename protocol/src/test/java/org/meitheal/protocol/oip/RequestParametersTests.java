package org.meitheal.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Objective;
import org.meitheal.core.placement.Placement;

class RequestParametersTests {
  @Test
  void readsParameters() {
    RequestParameters parameters =
        RequestParameters.parse(
            Map.of(
                "deadline_ms",
                100.5,
                "timeout",
                7L,
                "priority",
                2L,
                "source",
                "cam-1",
                "objective",
                "latency",
                "target_reliability",
                0.99,
                "placement",
                "edge",
                "other",
                true),
            name -> null);

    assertThat(parameters)
        .isEqualTo(
            new RequestParameters(
                Duration.ofNanos(100_500_000),
                2,
                new DeviceId("cam-1"),
                Objective.LATENCY,
                0.99,
                Placement.EDGE,
                null));
  }

  @Test
  void readsHeadersOfTheSameNames() {
    Map<String, String> headers =
        Map.of(
            "Meitheal-Deadline-Ms", "80",
            "Meitheal-Priority", "1",
            "Meitheal-Source", "cam-2",
            "Meitheal-Objective", "Frugal",
            "Meitheal-Target-Reliability", "0.5",
            "Meitheal-Placement", "PEER");

    assertThat(RequestParameters.ofHeaders(headers::get))
        .isEqualTo(
            new RequestParameters(
                Duration.ofMillis(80),
                1,
                new DeviceId("cam-2"),
                Objective.FRUGAL,
                0.5,
                Placement.PEER,
                null));
  }

  @Test
  void letsTheBodyWinAndLeavesTheRestOpen() {
    RequestParameters parameters =
        RequestParameters.parse(
            Map.of("deadline_ms", 10L), Map.of("Meitheal-Deadline-Ms", "80")::get);

    assertThat(parameters)
        .isEqualTo(new RequestParameters(Duration.ofMillis(10), 0, null, null, null, null, null));
  }

  @Test
  void takesTritonsTimeoutInMicroseconds() {
    assertThat(RequestParameters.parse(Map.of("timeout", 1500L), name -> null).deadline())
        .isEqualTo(Duration.ofNanos(1_500_000));
    assertThat(RequestParameters.parse(Map.of("timeout", 0L), name -> null).deadline()).isNull();
  }

  @Test
  void aRequestMayBeAStepOfAPipeline() {
    assertThat(RequestParameters.ofHeaders(Map.of("Meitheal-Pipeline", "sorting")::get).pipeline())
        .isEqualTo("sorting");
    assertThat(RequestParameters.ofHeaders(name -> null).pipeline()).isNull();
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(
            () -> RequestParameters.parse(Map.of("pipeline", "x".repeat(129)), name -> null))
        .withMessageContaining("pipeline");
  }

  @ParameterizedTest
  @CsvSource({
    "deadline_ms,0",
    "deadline_ms,-1",
    "deadline_ms,NaN",
    "deadline_ms,soon",
    "deadline_ms,1e300",
    "timeout,-1",
    "priority,-1",
    "priority,1.5",
    "priority,true",
    "source,Not A Device",
    "objective,rate",
    "objective,fast",
    "target_reliability,1",
    "target_reliability,0",
    "target_reliability,1.5",
    "placement,moon"
  })
  void refusesWhatIsNotUsable(String name, String value) {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() -> RequestParameters.parse(Map.of(name, value), header -> null))
        .matches(refused -> refused.status() == 400)
        .withMessageContaining(name);
  }
}
