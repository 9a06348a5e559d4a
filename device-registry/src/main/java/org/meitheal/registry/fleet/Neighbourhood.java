package org.meitheal.registry.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Tier;

/**
 * Whom each device probes: up to 8 others of its cell, or else of its zone, and up to 4 edge and 4
 * cloud machines. Neighbours are the next ones in a ring by id, so that in a large cell each device
 * is probed by as many as it probes.
 */
final class Neighbourhood {
  static final int PEERS = 8;
  static final int MACHINES = 4;

  private static final Comparator<Registration> BY_ID = Comparator.comparing(Registration::id);

  private final Map<Place, List<Registration>> cells;
  private final Map<String, List<Registration>> zones;
  private final List<Registration> edges;
  private final List<Registration> clouds;

  Neighbourhood(List<Registration> devices) {
    List<Registration> sorted = devices.stream().sorted(BY_ID).toList();
    List<Registration> peers = sorted.stream().filter(d -> d.tier() == Tier.DEVICE).toList();
    cells = peers.stream().collect(Collectors.groupingBy(Place::of));
    zones = peers.stream().collect(Collectors.groupingBy(Registration::zone));
    edges = sorted.stream().filter(d -> d.tier() == Tier.EDGE).toList();
    clouds = sorted.stream().filter(d -> d.tier() == Tier.CLOUD).toList();
  }

  private record Place(String zone, String cell) {
    static Place of(Registration device) {
      return new Place(device.zone(), device.cell());
    }
  }

  /** Only those that {@code worthIt} says are worth a probe. */
  List<Registration> of(Registration self, Predicate<Registration> worthIt) {
    Predicate<Registration> other = d -> !d.id().equals(self.id()) && worthIt.test(d);
    Stream<Registration> peers =
        Stream.concat(
                ring(cells.getOrDefault(Place.of(self), List.of()), self.id(), other, PEERS),
                ring(zones.getOrDefault(self.zone(), List.of()), self.id(), other, 2 * PEERS))
            .distinct()
            .limit(PEERS);
    return Stream.of(peers, near(edges, self, other), ring(clouds, self.id(), other, MACHINES))
        .flatMap(group -> group)
        .toList();
  }

  /** Those of the own zone first. */
  private static Stream<Registration> near(
      List<Registration> machines, Registration self, Predicate<Registration> other) {
    Predicate<Registration> sameZone = d -> Objects.equals(d.zone(), self.zone());
    return Stream.concat(
            ring(machines, self.id(), other.and(sameZone), MACHINES),
            ring(machines, self.id(), other.and(sameZone.negate()), MACHINES))
        .limit(MACHINES);
  }

  private static Stream<Registration> ring(
      List<Registration> sorted, DeviceId start, Predicate<Registration> wanted, int limit) {
    int size = sorted.size();
    int first = indexAfter(sorted, start);
    return IntStream.range(0, size)
        .mapToObj(step -> sorted.get((first + step) % size))
        .filter(wanted)
        .limit(limit);
  }

  /** Binary search for the first id after this one. */
  private static int indexAfter(List<Registration> sorted, DeviceId id) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).id().compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
