package org.meitheal.dashboard.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.execution.Division.DividedStage;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.SplitView;

/**
 * How the divided candidate would be carried out.
 *
 * @param summary who takes part, in a sentence
 * @param idealSpeedup by the busiest part's multiply-adds
 * @param sent between devices
 * @param halo multiply-adds that more than one part computes
 * @param stages their segments, as column titles
 * @param parts the lead's first
 */
public record DivisionTable(
    String summary,
    String idealSpeedup,
    String sent,
    String halo,
    List<String> stages,
    List<Part> parts) {
  /**
   * @param shares of each stage's output; empty where it has nothing to do
   */
  public record Part(int number, String device, String spare, String lane, List<String> shares) {}

  private static final List<String> AXES = List.of("items", "rows", "columns");

  static @Nullable DivisionTable of(DecisionView decision) {
    for (CandidateView candidate : decision.candidates()) {
      SplitView split = candidate.split();
      if (split != null) {
        return of(split, candidate.chosen());
      }
    }
    return null;
  }

  private static DivisionTable of(SplitView split, boolean chosen) {
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < split.devices().size(); part++) {
      int number = part;
      parts.add(
          new Part(
              part,
              split.devices().get(part),
              part == 0 ? "" : split.spares().get(part),
              Quantities.milliseconds(split.laneMs().get(part)),
              split.stages().stream().map(stage -> share(stage, number)).toList()));
    }
    return new DivisionTable(
        summary(split, chosen),
        String.format(Locale.ROOT, "%.1f×", split.idealSpeedup()),
        Quantities.bytes(split.sentBytes()),
        String.format(Locale.ROOT, "%.0f million", split.haloMultiplyAdds() / 1e6),
        split.stages().stream().map(DivisionTable::segments).toList(),
        parts);
  }

  private static String summary(SplitView split, boolean chosen) {
    long devices = split.devices().stream().distinct().count();
    return "%d parts on %d %s, led by %s%s"
        .formatted(
            split.devices().size(),
            devices,
            devices == 1 ? "device" : "devices",
            split.devices().getFirst(),
            chosen ? "." : ". It was not chosen.");
  }

  private static String segments(DividedStage stage) {
    return range(stage.first(), stage.end());
  }

  /** Along the axes that are divided, as people count: the last one included. */
  private static String share(DividedStage stage, int part) {
    List<Integer> box = stage.boxes().get(part);
    if (box.isEmpty()) {
      return "";
    }
    List<String> shares = new ArrayList<>();
    for (int axis = 0; axis < AXES.size(); axis++) {
      if (isDivided(stage, axis)) {
        shares.add(AXES.get(axis) + " " + range(box.get(2 * axis), box.get(2 * axis + 1)));
      }
    }
    return shares.isEmpty() ? "all" : String.join(", ", shares);
  }

  private static boolean isDivided(DividedStage stage, int axis) {
    return stage.boxes().stream()
            .filter(box -> !box.isEmpty())
            .map(box -> box.subList(2 * axis, 2 * axis + 2))
            .distinct()
            .count()
        > 1;
  }

  private static String range(int from, int end) {
    return end - from == 1 ? String.valueOf(from) : from + "–" + (end - 1);
  }
}
