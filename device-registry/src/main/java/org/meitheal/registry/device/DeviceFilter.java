package org.meitheal.registry.device;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.DeviceView;

/**
 * Which devices are listed.
 *
 * @param state a liveness or an operator state, in either case of letters: no two share a name
 */
record DeviceFilter(
    @Nullable Tier tier, @Nullable String zone, @Nullable String state, @Nullable String after) {
  DeviceFilter {
    state = state == null ? null : known(state.toUpperCase(Locale.ROOT));
  }

  boolean matches(DeviceView device) {
    return (tier == null || tier == device.tier())
        && (zone == null || zone.equals(device.zone()))
        && (state == null || states(device).contains(state))
        && (after == null || device.id().compareTo(after) > 0);
  }

  private static List<String> states(DeviceView device) {
    return List.of(device.liveness().name(), device.operatorState().name());
  }

  private static String known(String state) {
    boolean known =
        Stream.<Enum<?>[]>of(Liveness.values(), OperatorState.values())
            .flatMap(Stream::of)
            .anyMatch(value -> value.name().equals(state));
    if (!known) {
      throw new ProblemException(
          400, "invalid-filter", false, "There is no state '" + state + "'.");
    }
    return state;
  }
}
