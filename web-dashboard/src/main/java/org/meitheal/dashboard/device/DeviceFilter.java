package org.meitheal.dashboard.device;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meitheal.protocol.registry.DeviceView;

/**
 * Which devices are listed; what is empty restricts nothing.
 *
 * @param state a liveness or what the operator wants, as they are written on pages
 * @param id a part of its id
 */
public record DeviceFilter(String state, String tier, String cell, String id) {
  public DeviceFilter {
    state = state.strip().toLowerCase(Locale.ROOT);
    tier = tier.strip().toLowerCase(Locale.ROOT);
    cell = cell.strip();
    id = id.strip().toLowerCase(Locale.ROOT);
  }

  public boolean isEmpty() {
    return Stream.of(state, tier, cell, id).allMatch(String::isEmpty);
  }

  boolean matches(DeviceView device) {
    return (has(state, device, view -> lower(view.liveness()))
            || has(state, device, view -> lower(view.operatorState())))
        && has(tier, device, view -> lower(view.tier()))
        && has(cell, device, DeviceView::cell)
        && device.id().contains(id);
  }

  private static boolean has(
      String wanted, DeviceView device, Function<DeviceView, String> property) {
    return wanted.isEmpty() || wanted.equals(property.apply(device));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
