package org.meitheal.core.placement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.ModelSpeed;

/**
 * Looks over the fleet once and keeps what is worth pricing: the source, and of each other
 * placement the nearest devices that may be chosen, beside the nearest that may not, which are only
 * reported.
 */
final class Survey {
  private final PlacementRequest request;
  private final OriginLinks links;
  private final int nearestPerTier;
  private final Map<Placement, Nearest> able = new EnumMap<>(Placement.class);
  private final Map<Placement, Nearest> unable = new EnumMap<>(Placement.class);

  Survey(PlacementRequest request, OriginLinks links, int nearestPerTier) {
    this.request = request;
    this.links = links;
    this.nearestPerTier = nearestPerTier;
  }

  void look(Device device) {
    Reach reach = reach(device);
    (reach.couldTakePart() ? able : unable)
        .computeIfAbsent(reach.placement(), _ -> new Nearest(nearestPerTier))
        .add(reach);
  }

  /** By placement, those that may be chosen before those that may not, then nearest first. */
  List<Reach> kept() {
    List<Reach> kept = new ArrayList<>();
    for (Placement placement : Placement.values()) {
      for (Map<Placement, Nearest> part : List.of(able, unable)) {
        Nearest nearest = part.get(placement);
        if (nearest != null) {
          kept.addAll(nearest.kept());
        }
      }
    }
    return kept;
  }

  /** How many could have been chosen but are too far to be compared. */
  int fartherOnes() {
    return able.values().stream()
        .filter(nearest -> nearest.kept().getFirst().able())
        .mapToInt(Nearest::left)
        .sum();
  }

  private Reach reach(Device device) {
    Placement placement = placement(device);
    boolean here = links.startAt(device.id());
    double roundTripMs = links.roundTripMs(device.id());
    ModelSpeed speed = speed(device);
    String inItself = Obstacles.inItself(request, device, roundTripMs, speed);
    String unwanted = inItself == null ? Obstacles.unwanted(request, device.id(), placement) : null;
    double distanceMs = Reach.distance(device, roundTripMs);
    return new Reach(
        placement,
        device,
        here,
        speed,
        inItself == null ? unwanted : inItself,
        unwanted != null,
        distanceMs);
  }

  private Placement placement(Device device) {
    if (device.id().equals(request.source())) {
      return Placement.LOCAL;
    }
    return switch (device.tier()) {
      case DEVICE -> Placement.PEER;
      case EDGE -> Placement.EDGE;
      case CLOUD -> Placement.CLOUD;
    };
  }

  /** Of the build asked for, else of another build of the same model. */
  private @Nullable ModelSpeed speed(Device device) {
    ModelSpeed otherBuild = null;
    for (ModelSpeed speed : device.speeds()) {
      if (speed.model().equals(request.model())) {
        if (speed.sha256().equals(request.modelSha256())) {
          return speed;
        }
        otherBuild = speed;
      }
    }
    return otherBuild;
  }
}
