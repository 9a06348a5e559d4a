package org.meitheal.registry.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat.LaneState;
import org.meitheal.protocol.registry.Heartbeat.ModelState;
import org.meitheal.registry.liveness.Lease;
import org.meitheal.registry.liveness.LivenessRules;
import org.meitheal.registry.liveness.Verdict;

/**
 * A device at this moment.
 *
 * @param heartbeatAt none before the first heartbeat of this registry's life
 * @param lanes as the last heartbeat told; all idle before the first
 */
public record Standing(
    Registration registration,
    Lease lease,
    Verdict verdict,
    @Nullable Instant heartbeatAt,
    List<LaneState> lanes,
    List<ModelState> models) {

  public Standing {
    lanes = List.copyOf(lanes);
    models = List.copyOf(models);
  }

  static Standing of(Registration registration, Lease lease, LivenessRules rules, Instant now) {
    return new Standing(
        registration, lease, rules.judge(lease, now), null, idle(registration.lanes()), List.of());
  }

  /** The next life, of which no heartbeat has told anything yet. */
  Standing restarted(Registration registration, Lease lease, LivenessRules rules, Instant now) {
    Standing next = of(this.registration.merge(registration), lease, rules, now);
    return next.withVerdict(verdict.then(next.verdict));
  }

  Standing with(Registration changed) {
    return new Standing(registration.merge(changed), lease, verdict, heartbeatAt, lanes, models);
  }

  Standing with(Lease changed, LivenessRules rules, Instant now) {
    return new Standing(registration, changed, verdict, heartbeatAt, lanes, models)
        .judged(rules, now);
  }

  Standing heard(
      Lease renewed,
      List<LaneState> told,
      List<ModelState> held,
      LivenessRules rules,
      Instant now) {
    return new Standing(registration, renewed, verdict, now, told, held).judged(rules, now);
  }

  Standing judged(LivenessRules rules, Instant now) {
    return withVerdict(verdict.then(rules.judge(lease, now)));
  }

  private Standing withVerdict(Verdict next) {
    return next.equals(verdict)
        ? this
        : new Standing(registration, lease, next, heartbeatAt, lanes, models);
  }

  DeviceView view(Instant now) {
    Registration r = registration;
    return new DeviceView(
        r.id().value(),
        r.tier(),
        r.zone(),
        r.cell(),
        r.url(),
        r.operatorState(),
        verdict.liveness(),
        verdict.since(),
        verdict.why(),
        r.epoch(),
        r.revision(),
        lanes,
        models,
        heartbeatAt == null ? null : Duration.between(heartbeatAt, now).toMillis());
  }

  private static List<LaneState> idle(int lanes) {
    return IntStream.range(0, lanes).mapToObj(index -> new LaneState(index, 0)).toList();
  }
}
