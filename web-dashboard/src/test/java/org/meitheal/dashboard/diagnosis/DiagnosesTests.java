package org.meitheal.dashboard.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.dashboard.diagnosis.Known.Earlier;
import org.meitheal.dashboard.diagnosis.Known.Queue;
import org.meitheal.dashboard.diagnosis.Problem.Severity;
import org.meitheal.dashboard.pulse.Outcome;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews.Link;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;

class DiagnosesTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Map<String, DeviceView> devices = new HashMap<>();
  private final Map<Link, LinkView> links = new HashMap<>();
  private final Map<Link, Earlier> earlier = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<ExclusionView> exclusions = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();
  private final List<ObjectiveView> objectives = new ArrayList<>();

  @Test
  void findsNothingWhereNothingIsWrongOrNothingIsKnown() {
    assertThat(found()).isEmpty();
    IntStream.range(0, 6).forEach(i -> link("pi-" + i, 4 + i * 0.1, NOW));
    outcomes("pi-1", 100, i -> i % 10 == 0 ? 1.2 : 0.9, 1);

    assertThat(found()).isEmpty();
  }

  @Test
  void namesALinkThatIsSlowerThanItWas() {
    link("pi-1", 48, NOW);
    earlier.put(new Link("edge", "pi-1"), new Earlier(5, 10));

    assertThat(found())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what()).isEqualTo("The link from edge to pi-1 is slow");
          assertThat(problem.evidence())
              .isEqualTo("Its round trip is 48 ms, 9.6 times what it had minutes ago (5.0 ms).");
          assertThat(problem.href()).isEqualTo("topology/link?from=edge&to=pi-1");
        });
  }

  @Test
  void comparesALinkWithItsLikeWhereItHasNoPast() {
    IntStream.range(0, 6).forEach(i -> link("pi-" + i, 4, NOW));
    link("pi-6", 40, NOW);

    assertThat(found())
        .singleElement()
        .extracting(Problem::evidence)
        .isEqualTo("Its round trip is 40 ms, 10.0 times the median of links like it (4.0 ms).");
  }

  @Test
  void leavesAloneALinkThatWasAlwaysSlow() {
    IntStream.range(0, 6).forEach(i -> link("pi-" + i, 4, NOW));
    link("pi-6", 40, NOW);
    earlier.put(new Link("edge", "pi-6"), new Earlier(41, 10));

    assertThat(found()).isEmpty();
  }

  @Test
  void leavesAloneLittleDifferencesAndOldSamples() {
    link("pi-1", 4, NOW);
    earlier.put(new Link("edge", "pi-1"), new Earlier(0.5, 10));
    link("pi-2", 400, NOW.minusSeconds(60));
    earlier.put(new Link("edge", "pi-2"), new Earlier(5, 10));

    assertThat(found()).isEmpty();
  }

  @Test
  void namesADeviceThatComputesSlowerThanItReckons() {
    outcomes("pi-1", 20, _ -> 0.9, 1.6);
    outcomes("pi-2", 20, _ -> 0.9, 1.1);
    outcomes("pi-3", ThrottledDevices.LEAST_RUNS - 1, _ -> 0.9, 3);

    assertThat(found())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what()).isEqualTo("pi-1 computes slower than it did");
          assertThat(problem.evidence()).startsWith("100 % of 20 runs took longer than reckoned");
          assertThat(problem.evidence()).contains("1.6 times as long");
        });
  }

  @Test
  void doesNotTakeAFewSlowRunsForThrottling() {
    outcomes("pi-1", 20, _ -> 0.9, 0.95);
    outcomes("pi-1", 8, _ -> 0.9, 4);

    assertThat(found()).isEmpty();
  }

  @Test
  void namesPredictionsThatAreTooShortOrTooLong() {
    outcomes("pi-1", 100, i -> i % 10 < 3 ? 1.2 : 0.9, 1);
    assertThat(found())
        .singleElement()
        .extracting(Problem::evidence)
        .asString()
        .startsWith("70 % of 100 answers came within the time predicted for 90 %")
        .contains("too short");

    outcomes.clear();
    outcomes("pi-1", 200, _ -> 0.5, 1);
    assertThat(found())
        .singleElement()
        .extracting(Problem::evidence)
        .asString()
        .contains("too long");
  }

  @Test
  void needsEnoughAnswersToSpeakOfCalibration() {
    outcomes("pi-1", Miscalibration.LEAST - 1, _ -> 2, 1);
    assertThat(found()).isEmpty();

    outcomes.clear();
    outcomes("pi-1", 60, i -> i < 11 ? 1.2 : 0.9, 1);
    assertThat(found()).as("82 % of 60 may be chance").isEmpty();
  }

  @Test
  void namesWhatIsBrokenBeforeWhatIsDoubtful() {
    queues.add(new Queue("The scheduler", "decisions", 20_000, 0, 0, true));
    device("pi-1", Liveness.SUSPECT);
    device("pi-2", Liveness.OFFLINE);
    exclusions.add(new ExclusionView("pi-3", NOW, "lab.e1", "its part differed"));

    assertThat(found())
        .extracting(Problem::what)
        .containsExactly(
            "pi-3 computes wrong answers",
            "pi-2 is offline",
            "The scheduler's queue of decisions cannot be written",
            "pi-1 is suspect");
  }

  @Test
  void tellsOfQueuesThatDropNowAndNotOfThoseThatOnceDid() {
    queues.add(new Queue("The registry", "round trips", 7, 12, 40, false));
    queues.add(new Queue("The registry", "bandwidth", 0, 0, 40, false));

    assertThat(found())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.severity()).isEqualTo(Problem.Severity.BAD);
          assertThat(problem.evidence())
              .isEqualTo("12 dropped in the last 10 min, 40 since the service began; 7 wait now.");
        });
  }

  @Test
  void makesManyAbsentDevicesOneProblem() {
    IntStream.range(0, 9).forEach(i -> device("pi-" + i, Liveness.OFFLINE));

    assertThat(found())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what()).isEqualTo("9 devices are offline");
          assertThat(problem.evidence()).contains("9 of 9: ").contains(" and 6 others.");
          assertThat(problem.href()).isEqualTo("devices?state=offline");
        });
  }

  @Test
  void shortensManyOfAKind() {
    IntStream.range(0, 9)
        .forEach(i ->
            exclusions.add(new ExclusionView("pi-" + i, NOW, "lab.e" + i, "its part differed")));

    assertThat(found()).hasSize(5);
    assertThat(found().getLast().what()).endsWith("and 4 more like this");
  }

  @Test
  void tellsWhichBudgetsBurnAndHowFast() {
    objective("calm", "ok", "ok");
    objective("slow", "ok", "firing");
    objective("fast", "firing", "firing");

    assertThat(found())
        .extracting(Problem::severity, Problem::what, Problem::href)
        .containsExactly(
            tuple(
                Severity.BAD,
                "Objective fast burns its budget too fast: a page fires",
                "objectives/fast"),
            tuple(
                Severity.DOUBTFUL,
                "Objective slow burns its budget too fast: a ticket fires",
                "objectives/slow"));
    assertThat(found().getLast().evidence())
        .isEqualTo(
            "Since 2026-11-24 12:00:00.000 UTC it burns 2.0× over 3 d and 3.0× over 6 h, where a"
                + " ticket is from 1.0×. Budget: 50 % left; 95 % in time, 90 % wanted.");
  }

  private void objective(String name, String page, String ticket) {
    objectives.add(
        new ObjectiveView(
            new ObjectiveSpec(name, null, null, null, 0.9, null, "30d", 10),
            ObjectiveView.API,
            30 * 86_400,
            95,
            5,
            0.95,
            0.5,
            List.of(
                new Burn("page", 0.02, 3_600, 300, 14.4, 15.0, 16.0, page, NOW),
                new Burn("ticket", 0.1, 259_200, 21_600, 1, 2.0, 3.0, ticket, NOW)),
            new ObjectiveView.Feedback(0, 1, 0, NOW),
            null,
            NOW));
  }

  private List<Problem> found() {
    return Diagnoses.of(
        new Known(NOW, devices, links, earlier, outcomes, exclusions, queues, objectives));
  }

  private void device(String id, Liveness liveness) {
    devices.put(
        id,
        new DeviceView(
            id,
            Tier.DEVICE,
            "plant",
            "hall",
            "http://" + id,
            OperatorState.ENABLED,
            liveness,
            NOW,
            "So.",
            1,
            1,
            List.of(),
            List.of(),
            400L));
  }

  private void link(String to, double ms, Instant sampled) {
    device(to, Liveness.ONLINE);
    links.put(
        new Link("edge", to),
        new LinkView("edge", to, List.of(ms), List.of(), ms, null, 0, sampled));
  }

  private interface Share {
    double of(int number);
  }

  /**
   * @param actual of each answer, as a share of its predicted 0.9-quantile
   * @param computed of each run, as a share of what was reckoned
   */
  private void outcomes(String device, int count, Share actual, double computed) {
    for (int i = 0; i < count; i++) {
      outcomes.add(outcome(device + "." + outcomes.size(), device, 100 * actual.of(i), computed));
    }
  }

  private static Outcome outcome(
      String key, @Nullable String device, double actualMs, double computed) {
    return new Outcome(
        key, NOW, "m", device, Verdict.IN_TIME, actualMs, 100.0, 50 * computed, 50.0);
  }
}
