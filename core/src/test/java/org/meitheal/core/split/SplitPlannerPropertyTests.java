package org.meitheal.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.split.SplitDecision.Divided;
import org.meitheal.core.split.SplitDecision.Undivided;

/** What holds for every chain and fleet. A failing test's name shows its seed. */
class SplitPlannerPropertyTests {
  private static final SplitSettings SETTINGS = SplitSettings.defaults();

  private final SplitPlanner planner = new SplitPlanner(SETTINGS);

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSearchReckonsWithWhatThePartitionSays(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(1 + random.nextInt(8), 200, 1 + random.nextInt(3));
    SplitRequest request = teams.request(work, teams.members(2 + random.nextInt(6)));
    Search.Found found = found(request);
    if (found != null) {
      assertThat(plan(request).forecast().meanMs())
          .isCloseTo(found.completion().mean(), within(1e-6));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDivisionBeatsTheBestSingleDevice(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(1 + random.nextInt(8), 200, 1);
    List<Member> members = teams.members(2 + random.nextInt(6));
    double bestMs = Teams.aloneMs(work, members.getFirst());
    SplitDecision decision = planner.decide(with(teams.request(work, members), bestMs));
    switch (decision) {
      case Divided(SplitPlan plan) -> {
        assertThat(plan.forecast().meanMs()).isLessThan(bestMs * 0.98);
        assertThat(plan.forecast().speedup()).isGreaterThan(1.02);
      }
      case Undivided(String reason) -> assertThat(reason).endsWith(".");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aFasterHelperDoesNotMakeItSlower(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(2 + random.nextInt(8), 300, 1);
    List<Member> members = teams.members(2 + random.nextInt(4));
    SplitRequest request = teams.request(work, members);
    int faster = 1 + random.nextInt(members.size() - 1);
    List<Member> improved = new ArrayList<>(members);
    improved.set(faster, faster(members.get(faster), 0.7));

    assertThat(meanMs(with(request, improved))).isLessThan(meanMs(request) * 1.05);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneMoreDeviceDoesNotMakeItSlower(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(2 + random.nextInt(8), 300, 1);
    List<Member> members = teams.members(3);
    SplitRequest request = teams.request(work, members);
    List<Member> more = new ArrayList<>(members);
    Member slow = faster(members.getFirst(), 4);
    more.add(
        new Member(
            Teams.device("device-slow").member().device(),
            slow.cell(),
            slow.laneFreeInMs(),
            slow.segments(),
            slow.relativeSpread()));
    SplitRequest withSlow =
        new SplitRequest(
            work,
            request.lead(),
            more.subList(1, more.size()),
            Teams.links(more, request.links().getFirst().estimate()),
            1e9,
            true);

    assertThat(meanMs(withSlow)).isLessThan(meanMs(request) * 1.001);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersAreJoinedOnlyWhereThatIsExact(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(1 + random.nextInt(8), 200, 1 + random.nextInt(3));
    SplitRequest request = teams.request(work, teams.members(2 + random.nextInt(6)));
    if (planner.decide(request) instanceof Divided(SplitPlan plan)
        && plan.partition().ending() == Ending.JOIN
        && !work.joinable()) {
      Partition partition = plan.partition();
      for (int item = 0; item < work.items(); item++) {
        for (int part = 0; part < partition.parts(); part++) {
          assertThat(partition.weight(part, item)).isIn(0.0, 1.0);
        }
      }
    }
  }

  /** All stages, and shares in eighths, of a short chain on three devices. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void itIsAsGoodAsTryingAll(long seed) {
    Random random = new Random(seed);
    RandomTeams teams = new RandomTeams(random);
    DivisibleWork work = teams.work(4, 160, 1);
    SplitRequest request = teams.request(work, teams.members(3));
    double bestMs = bruteForce(request);
    double meanMs = meanMs(request);
    double leadMs = Teams.aloneMs(work, request.lead());

    assertThat(Math.min(meanMs, leadMs)).isLessThan(Math.min(bestMs, leadMs) * 1.08);
  }

  private static double bruteForce(SplitRequest request) {
    List<List<Run>> ways = new ArrayList<>();
    ways(request.work().chain().length(), 0, new ArrayList<>(), ways);
    Geometry geometry = new Geometry(request.work());
    Crew crew = Crew.of(request, SETTINGS).select(List.of(0, 1, 2), SETTINGS.laneContention());
    double bestMs = Double.POSITIVE_INFINITY;
    for (int a = 0; a <= 8; a++) {
      for (int b = 0; a + b <= 8; b++) {
        Shares shares = new Shares(List.of((double) a, (double) b, 8.0 - a - b));
        for (List<Run> way : ways) {
          bestMs = Math.min(bestMs, meanMs(request, geometry, crew, shares, way));
        }
      }
    }
    return bestMs;
  }

  private static double meanMs(
      SplitRequest request, Geometry geometry, Crew crew, Shares shares, List<Run> way) {
    List<Stage> stages = new ArrayList<>();
    for (Run run : way) {
      Size size = geometry.sizes.get(run.end());
      Layout layout =
          run.divided() ? Layout.rows(1, size, shares) : Layout.at(0, 3, Box.whole(1, size));
      stages.add(new Stage(run.first(), run.end(), layout));
    }
    DivisibleWork work = request.work();
    double bestMs = Double.POSITIVE_INFINITY;
    for (Ending ending : Ending.values()) {
      if (ending == Ending.GATHER || joins(work, way)) {
        Partition partition = new Partition(work.chain(), 1, work.image(), stages, ending);
        bestMs =
            Math.min(
                bestMs, new Forecaster(crew, geometry, SETTINGS, partition).forecast(1).meanMs());
      }
    }
    return bestMs;
  }

  private static boolean joins(DivisibleWork work, List<Run> way) {
    return work.joinable() && way.getLast().end() == work.chain().length();
  }

  private static void ways(int length, int first, List<Run> before, List<List<Run>> ways) {
    if (!before.isEmpty() && before.getLast().divided()) {
      ways.add(List.copyOf(before));
    }
    for (int end = first + 1; end <= length; end++) {
      for (boolean divided : new boolean[] {true, false}) {
        before.add(new Run(first, end, divided));
        ways(length, end, before, ways);
        before.removeLast();
      }
    }
  }

  private static Search.Found found(SplitRequest request) {
    Geometry geometry = new Geometry(request.work());
    return new Search(geometry, SETTINGS, Crew.of(request, SETTINGS)).run();
  }

  private SplitPlan plan(SplitRequest request) {
    return ((Divided) planner.decide(request)).plan();
  }

  /** Of the division, or of the lead alone where there is none. */
  private double meanMs(SplitRequest request) {
    return switch (planner.decide(request)) {
      case Divided(SplitPlan plan) ->
          Math.min(plan.forecast().meanMs(), Teams.aloneMs(request.work(), request.lead()));
      case Undivided _ -> Teams.aloneMs(request.work(), request.lead());
    };
  }

  private static SplitRequest with(SplitRequest request, double bestMs) {
    return new SplitRequest(
        request.work(), request.lead(), request.helpers(), request.links(), bestMs, true);
  }

  private static SplitRequest with(SplitRequest request, List<Member> members) {
    return new SplitRequest(
        request.work(),
        members.getFirst(),
        members.subList(1, members.size()),
        request.links(),
        1e9,
        true);
  }

  private static Member faster(Member member, double factor) {
    return new Member(
        member.device(),
        member.cell(),
        member.laneFreeInMs(),
        member.segments().stream()
            .map(cost ->
                new SegmentCost(cost.fixedMs() * factor, cost.nanosPerMultiplyAdd() * factor))
            .toList(),
        member.relativeSpread());
  }
}
