package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.split.Search.Found;
import org.meitheal.core.split.SplitDecision.Divided;
import org.meitheal.core.split.SplitDecision.Undivided;

/** Finds the division of a request with the smallest expected completion time. */
public final class SplitPlanner {
  private final SplitSettings settings;

  public SplitPlanner(SplitSettings settings) {
    this.settings = settings;
  }

  /** Never a division that is not expected to beat the best single device. */
  public SplitDecision decide(SplitRequest request) {
    if (!request.lead().canRun(request.work().segments())) {
      return new Undivided(
          "What the segments take on %s is not measured yet.".formatted(request.lead().device()));
    }
    Geometry geometry = new Geometry(request.work());
    Crew crew = Crew.of(request, settings);
    if (Math.min(crew.size, settings.maxParts()) < 2) {
      return new Undivided("There is no lane besides the lead's whose speed and link are known.");
    }
    Search search = new Search(geometry, settings, crew);
    Found found = search.run();
    if (found == null) {
      return new Undivided("At every cut the lead alone is expected to be faster.");
    }
    List<Place> preferred = search.order(1).stream().map(crew.places::get).toList();
    return judge(request, plan(request, geometry, preferred, found));
  }

  private SplitDecision judge(SplitRequest request, SplitPlan plan) {
    double meanMs = plan.forecast().meanMs();
    double hysteresis = request.dividedBefore() ? 0 : settings.hysteresis();
    double wantedMs =
        Math.max(
            settings.minimumGainMs(),
            request.bestSingleMs() * (settings.minimumGain() + hysteresis));
    if (meanMs < request.bestSingleMs() - wantedMs) {
      return new Divided(plan);
    }
    return new Undivided(
        String.format(
            Locale.ROOT,
            "The best division, over %d parts, is expected to take %.1f ms; the best single device"
                + " takes %.1f ms, and a division must be %.1f ms faster.",
            plan.partition().parts(),
            meanMs,
            request.bestSingleMs(),
            wantedMs));
  }

  private SplitPlan plan(
      SplitRequest request, Geometry geometry, List<Place> preferred, Found found) {
    List<Integer> busy = busy(found);
    Crew crew = found.crew().select(busy, settings.laneContention());
    List<Stage> stages = new ArrayList<>();
    List<Run> runs = found.way().runs();
    for (int i = 0; i < runs.size(); i++) {
      List<Box> boxes = found.layouts().get(i).boxes();
      Layout layout = new Layout(busy.stream().map(boxes::get).toList());
      stages.add(new Stage(runs.get(i).first(), runs.get(i).end(), layout));
    }
    DivisibleWork work = request.work();
    Partition partition =
        new Partition(work.chain(), work.items(), work.image(), stages, found.way().ending());
    SplitForecast forecast =
        new Forecaster(crew, geometry, settings, partition).forecast(request.bestSingleMs());
    return new SplitPlan(
        kind(found, partition),
        partition,
        crew.places,
        Spares.of(crew.places, preferred),
        forecast);
  }

  /** The lead, and each that computes something. */
  private static List<Integer> busy(Found found) {
    List<Integer> busy = new ArrayList<>();
    for (int part = 0; part < found.crew().size; part++) {
      int number = part;
      if (part == Partition.LEAD
          || found.layouts().stream().anyMatch(layout -> !layout.box(number).isEmpty())) {
        busy.add(part);
      }
    }
    return busy;
  }

  private static SplitKind kind(Found found, Partition partition) {
    boolean atOnce =
        partition.stages().stream()
            .anyMatch(stage ->
                stage.outputs().boxes().stream().filter(box -> !box.isEmpty()).count() > 1);
    return atOnce ? found.kind() : SplitKind.MODEL;
  }
}
