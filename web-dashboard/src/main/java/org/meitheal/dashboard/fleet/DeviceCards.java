package org.meitheal.dashboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.dashboard.fleet.DeviceCard.Health;
import org.meitheal.dashboard.fleet.DeviceCard.Lane;
import org.meitheal.dashboard.fleet.DeviceCard.Speed;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.Heartbeat;

/** Makes cards of the registry's news. */
public final class DeviceCards {
  /** A lane that is busy for this long or longer fills its bar. */
  private static final double FULL_BAR_MS = 1000;

  private static final double GAP = 2;

  private final FleetNews news;
  private final Instant now;
  private final BiFunction<String, String, @Nullable Double> computeMs;

  /**
   * @param computeMs of a device and a model: the newest predicted compute time of an image
   */
  public DeviceCards(
      FleetNews news, Instant now, BiFunction<String, String, @Nullable Double> computeMs) {
    this.news = news;
    this.now = now;
    this.computeMs = computeMs;
  }

  /** None of a device that is not known. */
  public @Nullable DeviceCard card(String id) {
    DeviceView device = news.devices().get(id);
    return device == null ? null : card(device);
  }

  private DeviceCard card(DeviceView device) {
    double receivedMsAgo = news.receivedMsAgo().getOrDefault(device.id(), 0.0);
    List<Lane> lanes = lanes(device.lanes(), receivedMsAgo);
    return new DeviceCard(
        device.id(),
        lower(device.tier()),
        device.zone(),
        device.cell(),
        health(device.liveness()),
        lower(device.liveness()),
        Quantities.age(Duration.between(device.livenessSince(), now)),
        device.livenessWhy(),
        device.operatorState() == OperatorState.ENABLED ? null : lower(device.operatorState()),
        lanes,
        laneText(device.liveness(), lanes),
        device.models().stream().map(model -> speed(device.id(), model)).toList(),
        heartbeatAge(device, receivedMsAgo),
        device.epoch());
  }

  private static String laneText(Liveness liveness, List<Lane> lanes) {
    String idle = lanes.stream().filter(Lane::idle).count() + " of " + lanes.size() + " idle";
    return liveness.takesWork() ? idle : "unknown, were " + idle;
  }

  private static List<Lane> lanes(List<Heartbeat.LaneState> states, double receivedMsAgo) {
    double width = (100 - GAP * Math.max(0, states.size() - 1)) / Math.max(1, states.size());
    List<Lane> lanes = new ArrayList<>(states.size());
    for (Heartbeat.LaneState state : states) {
      double freeInMs = Math.max(0, state.freeInMs() - receivedMsAgo);
      double filled = width * Math.min(1, freeInMs / FULL_BAR_MS);
      lanes.add(
          new Lane(state.index(), freeInMs == 0, lanes.size() * (width + GAP), width, filled));
    }
    return List.copyOf(lanes);
  }

  private Speed speed(String device, Heartbeat.ModelState model) {
    Double ms = computeMs.apply(device, model.name());
    String perImage =
        ms != null
            ? Quantities.milliseconds(ms) + " an image"
            : String.format(Locale.ROOT, "%.2f ns a multiply-add", model.nanosPerMultiplyAdd());
    String evidence =
        "± "
            + Quantities.percent(model.relativeSpread())
            + " over "
            + model.samples()
            + (model.samples() == 1 ? " run" : " runs");
    boolean measured = model.samples() > 0 && model.nanosPerMultiplyAdd() > 0;
    return new Speed(
        model.name(),
        model.ready(),
        measured ? perImage : "not measured yet",
        measured ? evidence : "");
  }

  private static String heartbeatAge(DeviceView device, double receivedMsAgo) {
    Long age = device.heartbeatAgeMs();
    return age == null
        ? Quantities.UNKNOWN
        : Quantities.age(Duration.ofMillis(age + (long) receivedMsAgo));
  }

  static Health health(Liveness liveness) {
    return switch (liveness) {
      case ONLINE -> Health.GOOD;
      case SUSPECT, CUT, HALF_ALIVE -> Health.DOUBTFUL;
      case OFFLINE -> Health.BAD;
    };
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
