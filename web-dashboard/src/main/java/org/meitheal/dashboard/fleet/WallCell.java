package org.meitheal.dashboard.fleet;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.registry.DeviceView;

/**
 * A device in a few words: what changes of it often, and little enough to be sent for a thousand of
 * them.
 *
 * @param key in the order of which devices are shown
 * @param health how alarming its liveness is, as a style's name
 * @param mark a sign for what is out of the ordinary; empty where nothing is
 * @param load the quarters of its lanes that are busy, from 0 to 4
 * @param operator what the operator wants of it; none where it is enabled
 */
public record WallCell(
    String id,
    String key,
    String health,
    String mark,
    int load,
    String state,
    @Nullable String operator,
    String lanes) {
  private static final int QUARTERS = 4;

  static WallCell of(DeviceView device, double receivedMsAgo) {
    int busy = busy(device, receivedMsAgo);
    int all = device.lanes().size();
    boolean known = device.liveness().takesWork();
    return new WallCell(
        device.id(),
        place(device) + " " + device.id(),
        DeviceCards.lower(DeviceCards.health(device.liveness())),
        mark(device),
        known && all > 0 ? (busy * QUARTERS + all - 1) / all : 0,
        DeviceCards.lower(device.liveness()),
        device.operatorState() == OperatorState.ENABLED
            ? null
            : DeviceCards.lower(device.operatorState()),
        known ? busy + " of " + all + " busy" : "unknown");
  }

  /** In words, for those who do not see it. */
  public String label() {
    return "%s: %s%s, lanes %s"
        .formatted(id, state, operator == null ? "" : ", " + operator, lanes);
  }

  /** Its tier and cell, nearest tier first. */
  static String place(DeviceView device) {
    int rank =
        switch (device.tier()) {
          case DEVICE -> 1;
          case EDGE -> 2;
          case CLOUD -> 3;
        };
    return rank + " " + device.cell();
  }

  static int busy(DeviceView device, double receivedMsAgo) {
    return (int) device.lanes().stream().filter(lane -> lane.freeInMs() > receivedMsAgo).count();
  }

  private static String mark(DeviceView device) {
    return device.liveness() == Liveness.ONLINE
        ? switch (device.operatorState()) {
          case ENABLED -> "";
          case CORDONED -> "‖";
          case DRAINING -> "↓";
        }
        : switch (device.liveness()) {
          case ONLINE -> "";
          case SUSPECT -> "?";
          case CUT -> "≠";
          case HALF_ALIVE -> "½";
          case OFFLINE -> "×";
        };
  }
}
