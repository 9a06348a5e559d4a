package org.meitheal.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.registry.liveness.LivenessRules;
import org.meitheal.registry.record.Records;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;
import org.springframework.beans.factory.annotation.Autowired;

/** A second registry process on the same database stands for one that was started again. */
class RestartIntegrationTests extends IntegrationTest {
  @Autowired private Roster roster;
  @Autowired private Records records;
  private Fleet restarted;

  @BeforeEach
  void prepare() {
    restarted =
        new Fleet(
            new LivenessRules(Duration.ofSeconds(1)),
            Duration.ofMillis(2500),
            CLOCK,
            records,
            List.of());
  }

  @Test
  void callsNobodyOfflineBeforeOneFullLease() {
    DeviceId device = new DeviceId(device().id());
    restarted.presume(roster.load());

    assertThat(liveness(device)).isEqualTo(Liveness.SUSPECT);
    CLOCK.advance(Duration.ofMillis(2499));
    restarted.judge();
    assertThat(liveness(device)).isEqualTo(Liveness.SUSPECT);
    CLOCK.advance(Duration.ofMillis(1));
    restarted.judge();
    assertThat(liveness(device)).isEqualTo(Liveness.OFFLINE);
  }

  @Test
  void goesOnWithTheEpochsThatItKnew() {
    TestDevice device = device();
    DeviceId id = new DeviceId(device.id());
    restarted.presume(roster.load());

    restarted.heartbeat(
        id, device.heartbeat(1, new LinkSamples(device.id(), List.of(), List.of())));

    assertThat(liveness(id)).isEqualTo(Liveness.ONLINE);
  }

  @Test
  void remembersGoodbyes() {
    TestDevice device = device();
    device.endLease();
    restarted.presume(roster.load());

    Standing standing = restarted.find(new DeviceId(device.id())).orElseThrow();
    assertThat(standing.verdict().liveness()).isEqualTo(Liveness.OFFLINE);
    assertThat(restarted.isHeld(standing)).as("its next life need not wait").isFalse();
  }

  private Liveness liveness(DeviceId id) {
    return restarted.find(id).orElseThrow().verdict().liveness();
  }
}
