package org.meitheal.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.split.SplitDecision.Divided;
import org.meitheal.core.split.SplitDecision.Undivided;

class SplitPlannerTests {
  private final SplitPlanner planner = new SplitPlanner(SplitSettings.defaults());
  private final Member lead = Teams.device("lead").member();

  @Test
  void dividesALargeImageOverAlikeDevices() {
    SplitPlan plan = planOf(Teams.request(image(640), lead, alike(3)));

    assertThat(plan.places()).hasSize(4);
    assertThat(plan.forecast().speedup()).isBetween(2.3, 3.5);
    assertThat(plan.forecast().idealSpeedup()).isGreaterThan(plan.forecast().speedup());
    assertThat(plan.forecast().haloMultiplyAdds()).isPositive();
    assertThat(plan.forecast().parts())
        .allSatisfy(part -> assertThat(part.laneMs()).isBetween(200.0, 600.0));
  }

  @Test
  void dividesABatchByItemsWithoutAnyHalo() {
    SplitPlan plan = planOf(Teams.request(batch(8), lead, alike(3)));

    assertThat(plan.kind()).isEqualTo(SplitKind.ITEMS);
    assertThat(plan.partition().stages()).hasSize(1);
    assertThat(plan.forecast().haloMultiplyAdds()).isZero();
  }

  @Test
  void joinsAnswersInsteadOfGatheringWhatTheHeadTakes() {
    SplitPlan gathered = planOf(Teams.request(image(640), lead, alike(3)));
    SplitPlan joined = planOf(Teams.request(EfficientNetLite0.work(1, 640), lead, alike(3)));

    assertThat(gathered.partition().ending()).isEqualTo(Ending.GATHER);
    assertThat(joined.partition().ending()).isEqualTo(Ending.JOIN);
    assertThat(joined.partition().end()).isEqualTo(EfficientNetLite0.chain().length());
    assertThat(joined.places()).hasSize(4);
    assertThat(joined.forecast().meanMs()).isLessThan(gathered.forecast().meanMs() - 10);
    assertThat(joined.forecast().bytesSent()).isLessThan(gathered.forecast().bytesSent());
  }

  @Test
  void joinsAnswersOfABatchWhateverTheHead() {
    SplitPlan plan = planOf(Teams.request(batch(8), lead, alike(3)));

    assertThat(plan.partition().ending()).isEqualTo(Ending.JOIN);
    assertThat(plan.partition().stages().getLast().outputs().boxes())
        .allSatisfy(box -> assertThat(box.items().length()).isEqualTo(2));
    assertThat(plan.forecast().parts())
        .allSatisfy(part -> assertThat(part.finishMs()).isLessThan(500));
    assertThat(plan.forecast().speedup()).isGreaterThan(3.4);
  }

  @Test
  void gathersWhereAHelperCannotRunTheHead() {
    DivisibleWork work = EfficientNetLite0.work(1, 640);
    Member whole = Teams.device("helper").member();
    Member headless =
        new Member(
            whole.device(),
            whole.cell(),
            whole.laneFreeInMs(),
            whole.segments().subList(0, work.chain().length()),
            whole.relativeSpread());
    SplitPlan plan = planOf(Teams.request(work, lead, List.of(headless)));

    assertThat(plan.places()).hasSize(2);
    assertThat(plan.partition().ending()).isEqualTo(Ending.GATHER);
  }

  @Test
  void gathersWhereTheHeadIsSlowOnPieces() {
    DivisibleWork light = EfficientNetLite0.work(1, 640);
    List<SegmentCost> costs = new ArrayList<>(lead.segments());
    costs.set(light.chain().length(), new SegmentCost(1_000, 0));
    Member helper = Teams.device("helper").member();
    Member slowHead =
        new Member(helper.device(), helper.cell(), helper.laneFreeInMs(), costs, 0.05);
    SplitPlan plan = planOf(Teams.request(light, lead, List.of(slowHead)));

    assertThat(plan.partition().ending()).isEqualTo(Ending.GATHER);
  }

  @Test
  void leavesASmallImageWhole() {
    Undivided undivided = undivided(Teams.request(image(32), lead, alike(3)));

    assertThat(undivided.reason()).endsWith(".");
  }

  @Test
  void saysWhyNothingIsDividedOverABadLink() {
    List<Member> helpers = alike(3);
    List<Member> all = new ArrayList<>(helpers);
    all.add(lead);
    DivisibleWork work = image(224);
    SplitRequest request =
        new SplitRequest(
            work,
            lead,
            helpers,
            Teams.links(all, Teams.link(400, 1e5)),
            Teams.aloneMs(work, lead),
            true);

    assertThat(undivided(request).reason()).contains("the lead alone is expected to be faster");
  }

  @Test
  void leavesOutADeviceThatIsFarTooSlow() {
    Member slow = Teams.device("slow").slower(200).member();
    List<Member> helpers = alike(2);
    helpers.add(slow);
    SplitPlan plan = planOf(Teams.request(image(640), lead, helpers));

    assertThat(plan.places()).hasSize(3).noneMatch(place -> place.device().equals(slow.device()));
  }

  @Test
  void leavesOutADeviceWhoseLaneIsTakenForLong() {
    Member busy = Teams.device("busy").lanes(List.of(60_000.0)).member();
    List<Member> helpers = alike(2);
    helpers.add(busy);
    SplitPlan plan = planOf(Teams.request(image(640), lead, helpers));

    assertThat(plan.places()).noneMatch(place -> place.device().equals(busy.device()));
  }

  @Test
  void givesASlowerDeviceFewerRows() {
    Member slower = Teams.device("slower").slower(2).member();
    SplitPlan plan = planOf(Teams.request(image(640), lead, List.of(slower)));
    List<Box> boxes = plan.partition().stages().getFirst().outputs().boxes();

    assertThat(boxes.get(0).rows().length()).isGreaterThan(boxes.get(1).rows().length() * 3 / 2);
  }

  @Test
  void leavesNothingToALeadThatIsBusyForLong() {
    Member busy = Teams.device("lead").lanes(List.of(1_000.0)).member();
    SplitPlan plan = planOf(Teams.request(image(640), busy, alike(3)));

    assertThat(plan.partition().stages().getFirst().outputs().box(0).isEmpty()).isTrue();
  }

  @Test
  void splitsTheModelWhereTheOtherIsMuchFaster() {
    Member slow = Teams.device("lead").slower(40).member();
    Member fast = Teams.device("fast").slower(0.5).member();
    SplitPlan plan = planOf(Teams.request(image(224), slow, List.of(fast)));

    assertThat(plan.kind()).isEqualTo(SplitKind.MODEL);
    assertThat(plan.partition().stages())
        .allSatisfy(stage -> assertThat(busyParts(stage)).isEqualTo(1));
  }

  @Test
  void feedsSeveralLanesOfOneDevice() {
    Member twoLanes = Teams.device("lead").lanes(List.of(0.0, 0.0)).member();
    SplitPlan plan = planOf(Teams.request(image(640), twoLanes, List.of()));

    assertThat(plan.places())
        .containsExactly(new Place(lead.device(), 0), new Place(lead.device(), 1));
    assertThat(plan.forecast().bytesSent()).isZero();
    assertThat(plan.forecast().speedup()).isBetween(1.4, 1.9);
  }

  @Test
  void takesTheLaneThatIsFreeFirst() {
    Member helper = Teams.device("helper").lanes(List.of(500.0, 0.0)).member();
    SplitPlan plan = planOf(Teams.request(image(640), lead, List.of(helper)));

    assertThat(plan.places()).contains(new Place(helper.device(), 1));
  }

  @Test
  void namesADeviceThatTakesNoPartAsSpare() {
    SplitSettings two = withMaxParts(2);
    SplitPlan plan =
        ((Divided) new SplitPlanner(two).decide(Teams.request(image(640), lead, alike(2)))).plan();

    assertThat(plan.spares().get(0)).isEqualTo(plan.places().get(0));
    assertThat(plan.spares().get(1).device())
        .isNotEqualTo(lead.device())
        .isNotEqualTo(plan.places().get(1).device());
  }

  @Test
  void namesTheLeadAsSpareWhereThereIsNoOther() {
    SplitPlan plan = planOf(Teams.request(image(640), lead, alike(1)));

    assertThat(plan.spares()).containsOnly(new Place(lead.device(), 0));
  }

  @Test
  void usesNoHelperWithoutALink() {
    Member far = Teams.device("far").member();
    DivisibleWork work = image(640);
    SplitRequest request =
        new SplitRequest(work, lead, List.of(far), List.of(), Teams.aloneMs(work, lead), true);

    assertThat(undivided(request).reason()).contains("no lane besides the lead's");
  }

  @Test
  void goesOverTheLeadWhereTwoHelpersWereNeverMeasured() {
    List<Member> helpers = alike(3);
    DivisibleWork work = image(640);
    List<PairLink> links = new ArrayList<>();
    for (Member helper : helpers) {
      LinkEstimate link = Teams.link(3, 25e6);
      links.add(new PairLink(lead.device(), helper.device(), link));
    }
    SplitPlan plan =
        planOf(new SplitRequest(work, lead, helpers, links, Teams.aloneMs(work, lead), true));

    assertThat(plan.places()).hasSize(4);
  }

  @Test
  void usesNoHelperThatIsNotMeasured() {
    Member unmeasured = Teams.device("new").unmeasured().member();

    assertThat(undivided(Teams.request(image(640), lead, List.of(unmeasured))).reason())
        .contains("no lane besides the lead's");
  }

  @Test
  void saysThatTheLeadIsNotMeasured() {
    Member unmeasured = Teams.device("lead").unmeasured().member();
    DivisibleWork work = image(640);
    SplitRequest request = new SplitRequest(work, unmeasured, alike(2), List.of(), 1_000, true);

    assertThat(undivided(request).reason()).contains("not measured yet");
  }

  @Test
  void wantsMoreOfAGainWhereTheLastWasNotDivided() {
    SplitRequest request = Teams.request(image(640), lead, alike(3));
    double meanMs = planOf(request).forecast().meanMs();

    assertThat(planner.decide(with(request, meanMs * 1.04, true))).isInstanceOf(Divided.class);
    assertThat(planner.decide(with(request, meanMs * 1.04, false))).isInstanceOf(Undivided.class);
    assertThat(planner.decide(with(request, meanMs * 1.01, true))).isInstanceOf(Undivided.class);
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    SplitRequest request = Teams.request(image(640), lead, alike(5));

    assertThat(planner.decide(request)).isEqualTo(planner.decide(request));
  }

  @Test
  void refusesADeviceThatIsNamedTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Teams.request(image(640), lead, List.of(lead)))
        .withMessageContaining("once");
  }

  private SplitPlan planOf(SplitRequest request) {
    SplitDecision decision = planner.decide(request);
    assertThat(decision).isInstanceOf(Divided.class);
    return ((Divided) decision).plan();
  }

  private Undivided undivided(SplitRequest request) {
    SplitDecision decision = planner.decide(request);
    assertThat(decision).isInstanceOf(Undivided.class);
    return (Undivided) decision;
  }

  private static SplitRequest with(SplitRequest request, double bestMs, boolean dividedBefore) {
    return new SplitRequest(
        request.work(), request.lead(), request.helpers(), request.links(), bestMs, dividedBefore);
  }

  private static SplitSettings withMaxParts(int parts) {
    return new SplitSettings(parts, 8, 1.25e6, 0.3, 0.2, 0.05, 0.15, 0.02, 0.5, 0.03);
  }

  private static long busyParts(Stage stage) {
    return stage.outputs().boxes().stream().filter(box -> !box.isEmpty()).count();
  }

  private static List<Member> alike(int count) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      members.add(Teams.device("helper-" + i).member());
    }
    return members;
  }

  private static DivisibleWork image(int side) {
    return work(1, side);
  }

  private static DivisibleWork batch(int items) {
    return work(items, 224);
  }

  /** With a head of which nothing is known. */
  private static DivisibleWork work(int items, int side) {
    return new DivisibleWork(
        EfficientNetLite0.chain(),
        items,
        new Size(side, side),
        1,
        List.of(items * EfficientNetLite0.HEAD));
  }
}
