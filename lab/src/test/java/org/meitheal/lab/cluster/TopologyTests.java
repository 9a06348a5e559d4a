package org.meitheal.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meitheal.lab.emulator.ConditionsChange;
import org.meitheal.lab.emulator.Link;
import org.meitheal.lab.emulator.LinkTable;

class TopologyTests {
  private final Topology topology = Topology.standard(4);
  private final LinkTable links = topology.links(true, new Random(1));

  @Test
  void hasTheDefaultRoundTrips() {
    assertThat(roundTrip("device-1", "device-2")).isEqualTo(Duration.ofMillis(3));
    assertThat(roundTrip("site/lab", "device-2")).isEqualTo(Duration.ofMillis(3));
    assertThat(roundTrip("device-1", "edge-1")).isEqualTo(Duration.ofMillis(5));
    assertThat(roundTrip("site/lab", "edge-1")).isEqualTo(Duration.ofMillis(5));
    assertThat(roundTrip("edge-1", "cloud-1")).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void sharesTheAirOfACellAndTheUplinks() {
    assertThat(link("device-1", "device-2").shared()).extracting("name").containsExactly("cell-1");
    assertThat(link("device-1", "cloud-1").shared())
        .extracting("name")
        .containsExactly("cell-1", "cloud-uplink");
    assertThat(link("site/lab", "edge-1").shared())
        .extracting("name")
        .containsExactly("edge-uplink");
  }

  @Test
  void changesAllThatAStarNamesBothWaysUnlessOneWay() {
    ConditionsChange far = new ConditionsChange(Duration.ofMillis(400), null, null, null, null);
    assertThat(links.change("*", "cloud-1", false, far)).hasSize(12);
    assertThat(roundTrip("cloud-1", "device-3")).isEqualTo(Duration.ofMillis(400));
    links.change("device-1", "device-2", true, far);
    assertThat(roundTrip("device-1", "device-2")).isEqualTo(Duration.ofMillis(400));
    assertThat(roundTrip("device-2", "device-1")).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void refusesANodeThatIsNotThere() {
    assertThatThrownBy(() -> links.between("device-9", "*", false))
        .hasMessageContaining("device-9")
        .hasMessageContaining("cloud-1");
    assertThatThrownBy(() -> Topology.standard(33)).hasMessageContaining("32");
  }

  private Duration roundTrip(String from, String to) {
    return link(from, to).conditions().roundTrip();
  }

  private Link link(String from, String to) {
    return links.between(from, to, true).getFirst();
  }

  @Test
  void slowMachinesShareACoreAsLongAsItCanComputeForAll() {
    Topology topology = Topology.standard(5);

    assertThat(topology.sharedCore(topology.machine("device-1"))).hasValue(0);
    assertThat(topology.sharedCore(topology.machine("device-5"))).hasValue(0);
    assertThat(topology.sharedCore(topology.machine("edge-1"))).hasValue(1);
    assertThat(topology.sharedCore(topology.machine("cloud-1"))).isEmpty();
  }
}
