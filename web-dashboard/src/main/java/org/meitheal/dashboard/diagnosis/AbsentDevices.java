package org.meitheal.dashboard.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.protocol.registry.DeviceView;

/** Devices that cannot be relied on, as many of one state as one problem. */
final class AbsentDevices implements Diagnosis {
  private static final int NAMED = 3;

  @Override
  public List<Problem> of(Known known) {
    List<Problem> found = new ArrayList<>();
    for (Liveness state :
        List.of(Liveness.OFFLINE, Liveness.HALF_ALIVE, Liveness.CUT, Liveness.SUSPECT)) {
      List<DeviceView> those =
          known.devices().values().stream()
              .filter(device -> device.liveness() == state)
              .sorted(Comparator.comparing(DeviceView::livenessSince).reversed())
              .toList();
      if (!those.isEmpty()) {
        found.add(problem(state, those, known.devices().size()));
      }
    }
    return found;
  }

  private static Problem problem(Liveness state, List<DeviceView> those, int all) {
    String word = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    DeviceView newest = those.getFirst();
    String names =
        those.stream().limit(NAMED).map(DeviceView::id).collect(Collectors.joining(", "));
    String more = those.size() > NAMED ? " and " + (those.size() - NAMED) + " others" : "";
    String evidence =
        "%d of %d: %s%s. Of %s: %s"
            .formatted(those.size(), all, names, more, newest.id(), newest.livenessWhy());
    String what =
        those.size() == 1 ? newest.id() + " is " + word : those.size() + " devices are " + word;
    String href = those.size() == 1 ? "devices/" + newest.id() : "devices?state=" + word;
    String link = those.size() == 1 ? "See the device" : "See them";
    return state == Liveness.SUSPECT
        ? Problem.doubtful(what, evidence, href, link)
        : Problem.bad(what, evidence, href, link);
  }
}
