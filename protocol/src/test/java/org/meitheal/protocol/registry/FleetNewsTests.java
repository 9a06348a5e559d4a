package org.meitheal.protocol.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;

class FleetNewsTests {
  private final AtomicLong nanos = new AtomicLong(-5_000_000);
  private final FleetState state = new FleetState(nanos::get);

  @Test
  void agesLanesByHeartbeatAndArrival() {
    state.apply(
        new WatchEvent.Snapshot(4, List.of(Views.device("cam-1", 20L, 100, 25, 0)), List.of()));
    nanos.addAndGet(30_000_000);

    Fleet fleet = state.news().toFleet();

    assertThat(fleet.version()).isEqualTo(4);
    assertThat(fleet.age()).isEqualTo(Duration.ofMillis(30));
    assertThat(fleet.devices().getFirst().laneFreeIn())
        .containsExactly(Duration.ofMillis(50), Duration.ZERO, Duration.ZERO);
  }

  @Test
  void namesModelsThatAreReadyOrNotTimedYet() {
    state.apply(new WatchEvent.Snapshot(4, List.of(Views.device("cam-1", null, 1)), List.of()));

    assertThat(state.news().toFleet().devices().getFirst().speeds())
        .containsExactly(
            new ModelSpeed("m", "1", "ab", 0.5, 0.1, 8),
            ModelSpeed.uncalibrated("untimed", "1", "ef"));
  }

  @Test
  void countsPartsAsWholesUntilADeviceTimedSome() {
    state.apply(new WatchEvent.Snapshot(4, List.of(Views.device("cam-1", null, 1)), List.of()));

    assertThat(state.news().toFleet().devices().getFirst().speeds())
        .extracting(ModelSpeed::partFactor)
        .containsOnly(1.0);
  }

  @Test
  void keepsTheLastFiveSamplesOfALink() {
    state.apply(
        new WatchEvent.Snapshot(
            4, List.of(), List.of(Views.link("site/lab", "cam-1", 9, 1, 2, 3, 4, 5.5))));

    assertThat(state.news().toFleet().links())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.from()).isEqualTo(NodeId.site("lab"));
          assertThat(link.roundTrips())
              .containsExactly(
                  Duration.ofMillis(1),
                  Duration.ofMillis(2),
                  Duration.ofMillis(3),
                  Duration.ofMillis(4),
                  Duration.ofNanos(5_500_000));
        });
  }

  @Test
  void followsChanges() {
    state.apply(
        new WatchEvent.Snapshot(
            4,
            List.of(Views.device("cam-2", 0L, 0), Views.device("cam-1", 0L, 0)),
            List.of(Views.link("cam-1", "cam-2", 1))));
    state.apply(new WatchEvent.DeviceChanged(5, Views.device("cam-3", 0L, 7)));
    state.apply(new WatchEvent.LinkChanged(6, Views.link("cam-2", "cam-3", 3)));
    state.apply(new WatchEvent.DeviceRemoved(7, "cam-1"));

    Fleet fleet = state.news().toFleet();

    assertThat(fleet.version()).isEqualTo(7);
    assertThat(fleet.devices())
        .extracting(Device::id)
        .containsExactly(new DeviceId("cam-2"), new DeviceId("cam-3"));
    assertThat(fleet.links()).hasSize(1);

    state.apply(new WatchEvent.Snapshot(8, List.of(), List.of()));
    assertThat(state.news().devices()).isEmpty();
  }

  @Test
  void growsOldInSilence() {
    nanos.addAndGet(3_000_000_000L);
    assertThat(state.news().age()).isEqualTo(Duration.ofSeconds(3));
    state.heard();
    assertThat(state.news().age()).isEqualTo(Duration.ZERO);
  }
}
