package org.meitheal.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

class NeighbourhoodTests {
  @Test
  void namesEachPeerAndMachineOfASmallCell() {
    List<Registration> devices =
        List.of(
            device("a", Tier.DEVICE, "z", "c"),
            device("b", Tier.DEVICE, "z", "c"),
            device("d", Tier.DEVICE, "z", "other"),
            device("x", Tier.DEVICE, "far", "c"),
            device("e", Tier.EDGE, "z", "e"),
            device("cloud", Tier.CLOUD, "far", "cloud"));

    assertThat(targets(devices, "a")).containsExactly("b", "d", "e", "cloud");
    assertThat(targets(devices, "e")).containsExactlyInAnyOrder("a", "b", "d", "cloud");
    assertThat(targets(devices, "cloud")).containsExactly("x", "e");
  }

  @Test
  void isProbedByAsManyAsItProbesInALargeCell() {
    List<Registration> devices =
        IntStream.range(0, 50).mapToObj(i -> device("d" + i, Tier.DEVICE, "z", "c")).toList();

    List<String> all =
        devices.stream().flatMap(d -> targets(devices, d.id().value()).stream()).toList();

    assertThat(all).hasSize(50 * Neighbourhood.PEERS);
    for (Registration device : devices) {
      assertThat(all).filteredOn(device.id().value()::equals).hasSize(Neighbourhood.PEERS);
    }
  }

  @Test
  void prefersTheOwnZonesEdge() {
    List<Registration> devices =
        Stream.concat(
                Stream.of(device("self", Tier.DEVICE, "z", "c"), device("zz", Tier.EDGE, "z", "c")),
                IntStream.range(0, 9).mapToObj(i -> device("e" + i, Tier.EDGE, "far", "c")))
            .toList();

    assertThat(targets(devices, "self")).hasSize(Neighbourhood.MACHINES).startsWith("zz");
  }

  @Test
  void leavesOutWhatIsNotWorthAProbe() {
    List<Registration> devices =
        List.of(device("a", Tier.DEVICE, "z", "c"), device("b", Tier.DEVICE, "z", "c"));

    assertThat(new Neighbourhood(devices).of(devices.getFirst(), d -> false)).isEmpty();
  }

  private static List<String> targets(List<Registration> devices, String self) {
    Registration from =
        devices.stream().filter(d -> d.id().value().equals(self)).findFirst().orElseThrow();
    return new Neighbourhood(devices)
        .of(from, d -> true).stream().map(d -> d.id().value()).toList();
  }

  private static Registration device(String id, Tier tier, String zone, String cell) {
    return new Registration(
        new DeviceId(id),
        tier,
        zone,
        cell,
        "http://10.0.0.1",
        1,
        OperatorState.ENABLED,
        1,
        false,
        1);
  }
}
