package org.meitheal.dashboard.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;

class SpeedMemoryTests {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final SpeedMemory memory = new SpeedMemory();

  @Test
  void keepsTheLastReadings() {
    for (int i = 0; i < SpeedMemory.MOST_READINGS + 5; i++) {
      memory.look(Map.of("pi-1", device(Liveness.ONLINE, 1 + i)), START.plusSeconds(i));
    }

    List<SpeedMemory.Reading> kept = memory.of("pi-1", "m");
    assertThat(kept).hasSize(SpeedMemory.MOST_READINGS);
    assertThat(kept.getFirst().nanosPerMultiplyAdd()).isEqualTo(6);
  }

  @Test
  void takesNoReadingOfASilentOrUnmeasuredDeviceAndForgetsOneThatIsGone() {
    memory.look(Map.of("pi-1", device(Liveness.OFFLINE, 1)), START);
    memory.look(Map.of("pi-1", device(Liveness.ONLINE, 0)), START);
    assertThat(memory.of("pi-1", "m")).isEmpty();

    memory.look(Map.of("pi-1", device(Liveness.ONLINE, 1)), START);
    memory.look(Map.of(), START);
    assertThat(memory.of("pi-1", "m")).isEmpty();
  }

  private static DeviceView device(Liveness liveness, double speed) {
    return new DeviceView(
        "pi-1",
        Tier.DEVICE,
        "plant",
        "hall",
        "http://pi-1",
        OperatorState.ENABLED,
        liveness,
        START,
        "So.",
        1,
        1,
        List.of(),
        List.of(new Heartbeat.ModelState("m", "1", "ab", true, speed, 0.1, 3)),
        400L);
  }
}
