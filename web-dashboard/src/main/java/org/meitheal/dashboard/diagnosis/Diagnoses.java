package org.meitheal.dashboard.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that is wrong. */
public final class Diagnoses {
  /** Of one kind: a broken switch makes a hundred links slow, and should not hide the rest. */
  private static final int MOST_OF_A_KIND = 5;

  private static final List<Diagnosis> KINDS =
      List.of(
          new WrongAnswers(),
          new BurningBudgets(),
          new DroppedRecords(),
          new AbsentDevices(),
          new ThrottledDevices(),
          new SlowLinks(),
          new Miscalibration());

  private Diagnoses() {}

  /** Broken things first; at most {@value #MOST_OF_A_KIND} of a kind, and how many more. */
  public static List<Problem> of(Known known) {
    return KINDS.stream()
        .flatMap(kind -> shortened(kind.of(known)))
        .sorted(Comparator.comparing(Problem::severity))
        .toList();
  }

  private static Stream<Problem> shortened(List<Problem> found) {
    if (found.size() <= MOST_OF_A_KIND) {
      return found.stream();
    }
    Problem last = found.get(MOST_OF_A_KIND - 1);
    int more = found.size() - MOST_OF_A_KIND + 1;
    Problem rest =
        new Problem(
            last.severity(),
            last.what() + ", and " + (more - 1) + " more like this",
            last.evidence(),
            last.href(),
            last.link());
    return Stream.concat(found.stream().limit(MOST_OF_A_KIND - 1), Stream.of(rest));
  }
}
