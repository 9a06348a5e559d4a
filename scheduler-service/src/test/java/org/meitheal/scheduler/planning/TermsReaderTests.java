package org.meitheal.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Objective;
import org.meitheal.core.placement.Placement;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.scheduler.catalog.Model;

class TermsReaderTests {
  private static final Bundle BUNDLE = Bundle.open(Path.of("../models/efficientnet-lite0"));

  private final Model model = new Model(BUNDLE.manifest(), BUNDLE.sha256());
  private final TermsReader reader = new TermsReader(10, Duration.ofSeconds(60), 0.95);

  @Test
  void whatIsLeftOpenIsTheDefault() {
    Terms terms = read(Map.of());

    assertThat(terms.deadline()).isEqualTo(Duration.ofSeconds(1));
    assertThat(terms.objective()).isEqualTo(Objective.FRUGAL);
    assertThat(terms.targetReliability()).isEqualTo(0.95);
    assertThat(terms.source()).isNull();
    assertThat(terms.forced()).isNull();
  }

  @Test
  void whatIsAskedCountsUpToTheServersMaximum() {
    Terms terms =
        read(
            Map.of(
                "deadline_ms", 90_000L,
                "objective", "latency",
                "target_reliability", 0.99,
                "placement", "edge",
                "source", "cam-2"));

    assertThat(terms.deadline()).isEqualTo(Duration.ofSeconds(60));
    assertThat(terms.objective()).isEqualTo(Objective.LATENCY);
    assertThat(terms.targetReliability()).isEqualTo(0.99);
    assertThat(terms.forced()).isEqualTo(Placement.EDGE);
    assertThat(terms.source()).isEqualTo(new DeviceId("cam-2"));
  }

  @Test
  void aDeviceAsksForItself() {
    RequestParameters nothing = RequestParameters.parse(Map.of(), _ -> null);

    assertThat(reader.read(nothing, model, new DeviceId("cam-1")).source())
        .isEqualTo(new DeviceId("cam-1"));
  }

  private Terms read(Map<String, Object> flat) {
    return reader.read(RequestParameters.parse(flat, _ -> null), model, null);
  }
}
