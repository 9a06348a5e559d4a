package org.meitheal.scheduler.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.partition.Step;
import org.meitheal.core.placement.Split;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.scheduler.catalog.InputShape;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.planning.TicketSigner;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import org.springframework.beans.factory.annotation.Autowired;

class DivisionsIntegrationTests extends SchedulerDatabaseTest {
  private static final int FRAME_BYTES = 256 << 10;
  private static final DeviceId LEAD = new DeviceId("cam-1");
  private static final DeviceId HELPER = new DeviceId("cam-2");
  private static final DeviceId SPARE = new DeviceId("cam-3");

  @Autowired private SiteFleet fleet;
  @Autowired private TicketSigner signer;

  @Test
  void eachHelpersPartAndEachSpareHasATicket() {
    fleetOfThree();
    Split split = split();
    Divisions divisions = new Divisions(fleet, signer);
    String text = divisions.text(split);

    DividedPlan plan = divisions.plan(split, text, claims(text), work());

    assertThat(Division.parse(text).toPartition(model().chain())).isEqualTo(split.partition());
    assertThat(plan.division()).isEqualTo(text);
    // Part 2 is another lane of the lead.
    assertThat(plan.helpers()).extracting(PartOffer::part).containsExactly(1, 3);
    assertThat(plan.spares()).extracting(PartOffer::part).containsExactly(1);
    assertThat(plan.spares()).extracting(PartOffer::device).containsExactly("cam-3");
    PartClaims helper = accept(plan.helpers().getFirst());
    assertThat(helper.helper()).isEqualTo("cam-2");
    assertThat(helper.part()).isEqualTo(1);
    assertThat(helper.expectedLaneMs()).isEqualTo(11);
    assertThat(helper.divisionSha256()).isEqualTo(Division.sha256(text));
    assertThat(accept(plan.spares().getFirst()).part()).isEqualTo(1);
    assertThat(Divisions.devices(split)).containsExactly("cam-1", "cam-2");
  }

  @Test
  void aPartMaySendWhatTheLargestOfItsCutsHolds() {
    fleetOfThree();
    Split split = split();
    Divisions divisions = new Divisions(fleet, signer);
    String text = divisions.text(split);

    for (PartOffer offer : divisions.plan(split, text, claims(text), work()).helpers()) {
      long most = 0;
      for (Step step : split.partition().steps(offer.part())) {
        long pixels = step.receives().stream().mapToLong(transfer -> transfer.box().pixels()).sum();
        most = Math.max(most, pixels * (step.stage() == 0 ? 3 : 4L * 40));
      }
      assertThat(most).isPositive();
      assertThat(accept(offer).maxBytes()).isEqualTo(FRAME_BYTES + most);
    }
  }

  @Test
  void whoHasLeftTakesNoPart() {
    fleetOfThree();
    Split split = split();
    Divisions divisions = new Divisions(fleet, signer);
    String before = divisions.text(split);

    REGISTRY.remove("cam-2");
    Await.until("it is gone", () -> fleet.device(HELPER).isEmpty());

    assertThat(divisions.text(split)).isNull();
    DividedPlan plan = divisions.plan(split, before, claims(before), work());
    assertThat(plan.helpers()).isEmpty();
    assertThat(plan.spares()).extracting(PartOffer::device).containsExactly("cam-3");
  }

  private void fleetOfThree() {
    measuredWorker("cam-1");
    measuredWorker("cam-2");
    measuredWorker("cam-3");
  }

  private DivisibleWork work() {
    return model().divisible(new InputShape(1, 224, 224), DataType.UINT8);
  }

  /** Four strips in two stages, the first up to where there are 40 channels. */
  private Split split() {
    Chain chain = model().chain();
    List<Size> sizes = chain.sizes(new Size(224, 224));
    Shares shares = Shares.equal(4);
    Partition partition =
        new Partition(
            chain,
            1,
            new Size(224, 224),
            List.of(
                new Stage(0, 5, Layout.rows(1, sizes.get(5), shares)),
                new Stage(5, 8, Layout.rows(1, sizes.get(8), shares))));
    return new Split(
        partition,
        List.of(LEAD, HELPER, LEAD, HELPER),
        List.of(Optional.empty(), Optional.of(SPARE), Optional.empty(), Optional.empty()),
        List.of(10.0, 11.0, 12.0, 13.0),
        1_000,
        0,
        3);
  }

  private PlanClaims claims(String division) {
    return new PlanClaims(
        "x-1",
        1,
        "d-1",
        LEAD.value(),
        1,
        MODEL,
        model().version(),
        model().sha256(),
        PlanClaims.Task.INFER,
        0,
        900,
        40,
        1_000_000,
        Division.sha256(division));
  }

  private static PartClaims accept(PartOffer offer) {
    return new PartTicketVerifier(REGISTRY, offer.device(), () -> 1).accept(offer.ticket());
  }
}
