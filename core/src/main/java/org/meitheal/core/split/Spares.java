package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.partition.Partition;

/**
 * Where each part is run again if it is lost: a device that takes no part, as long as there are
 * any, each for one part; else a lane of another helper that takes none; else the lead's place.
 */
final class Spares {
  private final Place home;
  private final List<Place> free = new ArrayList<>();

  private Spares(List<Place> places, List<Place> all) {
    home = places.getFirst();
    Set<DeviceId> taking = places.stream().map(Place::device).collect(Collectors.toSet());
    Set<DeviceId> seen = new HashSet<>(taking);
    all.stream().filter(place -> seen.add(place.device())).forEach(free::add);
    all.stream()
        .filter(place -> taking.contains(place.device()) && !places.contains(place))
        .filter(place -> !place.device().equals(home.device()))
        .forEach(free::add);
  }

  /**
   * @param places by part
   * @param all in order of preference
   * @return by part
   */
  static List<Place> of(List<Place> places, List<Place> all) {
    Spares spares = new Spares(places, all);
    List<Place> byPart = new ArrayList<>();
    for (int part = 0; part < places.size(); part++) {
      Place place = places.get(part);
      byPart.add(part == Partition.LEAD ? spares.home : spares.next(place.device()));
    }
    return byPart;
  }

  private Place next(DeviceId lost) {
    for (int i = 0; i < free.size(); i++) {
      if (!free.get(i).device().equals(lost)) {
        return free.remove(i);
      }
    }
    return home;
  }
}
