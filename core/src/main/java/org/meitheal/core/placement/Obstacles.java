package org.meitheal.core.placement;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.OperatorState;

/** Why a device may not be chosen at all, in plain words for operators. */
final class Obstacles {
  private Obstacles() {}

  /** Why the request's own wish leaves it out; none if it does not. */
  static @Nullable String unwanted(PlacementRequest request, DeviceId device, Placement placement) {
    DeviceId lead = request.lead();
    if (lead != null && !lead.equals(device)) {
      return "the request is to be led by " + lead;
    }
    return request.forced() == null || request.forced() == placement
        ? null
        : "the request asks for " + Wording.name(request.forced());
  }

  /** The first of what stands in the way whatever is asked for; none if nothing does. */
  static @Nullable String inItself(
      PlacementRequest request, Device device, double roundTripMs, @Nullable ModelSpeed speed) {
    if (!device.liveness().takesWork()) {
      return of(device.liveness());
    }
    if (device.operatorState() != OperatorState.ENABLED) {
      return of(device.operatorState());
    }
    if (request.excluded().contains(device.id())) {
      return "excluded: it already failed this request";
    }
    if (device.laneFreeIn().isEmpty()) {
      return "it has not reported any lane yet";
    }
    if (speed == null || !speed.sha256().equals(request.modelSha256())) {
      return modelMissing(request, speed);
    }
    if (!speed.calibrated()) {
      return "holds " + request.model() + ", but has not measured its speed yet";
    }
    if (Double.isInfinite(roundTripMs)) {
      return "no round trip recorded from " + request.origin() + " to " + device.id() + " yet";
    }
    return null;
  }

  private static String of(Liveness liveness) {
    return switch (liveness) {
      case ONLINE -> "online";
      case SUSPECT -> "a heartbeat is overdue";
      case CUT -> "cut off: its peers reach it, the control plane does not";
      case HALF_ALIVE -> "half alive: it answers but does not compute";
      case OFFLINE -> "offline";
    };
  }

  private static String of(OperatorState state) {
    return switch (state) {
      case ENABLED -> "enabled";
      case CORDONED -> "cordoned by an operator";
      case DRAINING -> "being drained by an operator";
    };
  }

  private static String modelMissing(PlacementRequest request, @Nullable ModelSpeed held) {
    if (held == null) {
      return "does not hold " + request.model() + " ready";
    }
    return "holds another build of "
        + request.model()
        + ": "
        + abbreviated(held.sha256())
        + " instead of "
        + abbreviated(request.modelSha256());
  }

  private static String abbreviated(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
