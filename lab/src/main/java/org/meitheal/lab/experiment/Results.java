package org.meitheal.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meitheal.core.policy.Policies;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Trace;

/** Reports, summed up over seeds. */
record Results(List<SimulationReport> reports) {
  /** A policy as it is compared: one that hears nothing of progress is another. */
  record Contestant(String policy, boolean blind) {
    String title() {
      return blind ? policy + ", blind" : policy;
    }
  }

  Results {
    reports = List.copyOf(reports);
  }

  static List<Contestant> contestants() {
    List<Contestant> all = new ArrayList<>();
    all.add(new Contestant(Policies.MEITHEAL, false));
    all.add(new Contestant(Policies.MEITHEAL, true));
    Policies.names().stream()
        .filter(name -> !name.equals(Policies.MEITHEAL))
        .forEach(name -> all.add(new Contestant(name, false)));
    return all;
  }

  Interval of(
      Setting setting,
      Contestant contestant,
      Trace.Rule trace,
      ToDoubleFunction<SimulationReport> figure) {
    return Interval.of(
        reports.stream()
            .filter(r -> r.setting().equals(setting.name().toLowerCase(Locale.ROOT)))
            .filter(r -> r.policy().equals(contestant.policy()))
            .filter(r -> r.blind() == contestant.blind())
            .filter(r -> r.trace().equals(trace.name().toLowerCase(Locale.ROOT)))
            .map(figure::applyAsDouble)
            .toList());
  }

  int seeds() {
    return (int) reports.stream().mapToLong(SimulationReport::seed).distinct().count();
  }
}
