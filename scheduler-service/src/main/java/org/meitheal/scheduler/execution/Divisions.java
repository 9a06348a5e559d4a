package org.meitheal.scheduler.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;
import org.meitheal.core.placement.Split;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.Division.DividedPart;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.planning.TicketSigner;

/** Writes a split down for those who carry it out: the division, and a ticket for each part. */
final class Divisions {
  private static final int FLOAT_BYTES = 4;

  /** For the frame's JSON, the division's text within it. */
  private static final long FRAME_BYTES = 256 << 10;

  private final SiteFleet fleet;
  private final TicketSigner signer;

  Divisions(SiteFleet fleet, TicketSigner signer) {
    this.fleet = fleet;
    this.signer = signer;
  }

  /**
   * The division of a split; none if one of its devices has just left the fleet.
   *
   * @return as text
   */
  @Nullable String text(Split split) {
    List<DividedPart> parts = new ArrayList<>();
    for (DeviceId id : split.devices()) {
      Optional<DeviceView> device = fleet.device(id);
      if (device.isEmpty()) {
        return null;
      }
      parts.add(new DividedPart(id.value(), device.get().url()));
    }
    return Division.of(split.partition(), parts).text();
  }

  /** With tickets for the helpers' parts and for their spares. */
  DividedPlan plan(Split split, String division, PlanClaims plan, DivisibleWork work) {
    List<PartOffer> helpers = new ArrayList<>();
    List<PartOffer> spares = new ArrayList<>();
    for (int part = 1; part < split.devices().size(); part++) {
      if (!split.devices().get(part).equals(split.lead())) {
        offer(helpers, split, part, split.devices().get(part), division, plan, work);
      }
      Optional<DeviceId> spare = split.spares().get(part);
      if (spare.isPresent()) {
        offer(spares, split, part, spare.get(), division, plan, work);
      }
    }
    return new DividedPlan(division, helpers, spares);
  }

  /** The devices that take part, each once, the lead first. */
  static List<String> devices(Split split) {
    return split.devices().stream().map(DeviceId::value).distinct().toList();
  }

  private void offer(
      List<PartOffer> offers,
      Split split,
      int part,
      DeviceId device,
      String division,
      PlanClaims plan,
      DivisibleWork work) {
    Optional<DeviceView> view = fleet.device(device);
    if (view.isEmpty()) {
      return;
    }
    PartClaims claims =
        new PartClaims(
            plan.execution(),
            plan.attempt(),
            part,
            plan.lead(),
            device.value(),
            view.get().epoch(),
            plan.model(),
            plan.modelVersion(),
            plan.modelSha256(),
            Division.sha256(division),
            plan.priority(),
            plan.timeLeftMs(),
            split.laneMs().get(part),
            FRAME_BYTES + mostBytes(split.partition(), part, work));
    offers.add(new PartOffer(part, device.value(), view.get().url(), signer.sign(claims)));
  }

  /** The most that a part is sent at one cut. */
  private static long mostBytes(Partition partition, int part, DivisibleWork work) {
    long most = 0;
    for (Step step : partition.steps(part)) {
      long pixels = 0;
      for (Transfer transfer : step.receives()) {
        pixels += transfer.box().pixels();
      }
      int boundary = partition.stages().get(step.stage()).first();
      int element = boundary == 0 ? work.inputBytesPerValue() : FLOAT_BYTES;
      most = Math.max(most, pixels * partition.chain().channels(boundary) * element);
    }
    return most;
  }
}
