package org.meitheal.worker.recheck;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is to be named for pieces that are wrong. Those of whom it is proven; then, for what these do
 * not explain, those of the wrong pieces' senders who explain all of it, or, if no one does, all of
 * its senders. Whoever sent nothing wrong is not named.
 */
final class Suspects {
  private Suspects() {}

  /**
   * @return the largest difference of what each of them sent, by device
   */
  static Map<String, Double> of(List<Deviation> deviations) {
    Set<String> named = named(deviations);
    Map<String, Double> differences = new TreeMap<>();
    for (Deviation deviation : deviations) {
      if (named.contains(deviation.device())) {
        differences.merge(deviation.device(), deviation.difference(), Math::max);
      }
    }
    return differences;
  }

  private static Set<String> named(List<Deviation> deviations) {
    Set<String> named = new TreeSet<>();
    deviations.stream()
        .filter(Deviation::proven)
        .forEach(deviation -> named.add(deviation.device()));
    List<Deviation> left =
        deviations.stream()
            .filter(deviation ->
                !named.contains(deviation.device())
                    && deviation.explains().stream().noneMatch(named::contains))
            .toList();
    Set<String> senders = new TreeSet<>();
    left.forEach(deviation -> senders.add(deviation.device()));
    Set<String> explaining = new TreeSet<>(senders);
    left.forEach(deviation -> explaining.retainAll(deviation.explains()));
    named.addAll(explaining.isEmpty() ? senders : explaining);
    return named;
  }
}
