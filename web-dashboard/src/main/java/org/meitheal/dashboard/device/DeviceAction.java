package org.meitheal.dashboard.device;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.OperatorState;

/** What an operator can do with a device. */
public enum DeviceAction {
  CORDON(
      OperatorState.CORDONED,
      "Cordon",
      "It gets no new work from now on. What runs there goes on to its end. It stays enrolled,"
          + " and takes work again when it is uncordoned.",
      "It is cordoned: it gets no new work."),
  DRAIN(
      OperatorState.DRAINING,
      "Drain",
      "It gets no new work from now on, and is to be empty soon: wait until its lanes are idle,"
          + " then it can be switched off. It takes work again when it is uncordoned.",
      "It is draining: it gets no new work, and can be switched off when its lanes are idle."),
  UNCORDON(
      OperatorState.ENABLED,
      "Uncordon",
      "It takes work again at once, as soon as it is online.",
      "It takes work again."),
  REMOVE(
      null,
      "Remove",
      "Its registration, its credential and its links are deleted. What runs there is lost to the"
          + " requests that wait for it. To come back it needs a new enrolment key. This cannot be"
          + " undone.",
      "It is removed.");

  private final @Nullable OperatorState wanted;
  private final String verb;
  private final String consequence;
  private final String result;

  DeviceAction(@Nullable OperatorState wanted, String verb, String consequence, String result) {
    this.wanted = wanted;
    this.verb = verb;
    this.consequence = consequence;
    this.result = result;
  }

  /** By its path. */
  static Optional<DeviceAction> of(String path) {
    return Stream.of(values()).filter(action -> action.path().equals(path)).findFirst();
  }

  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** None where the device is to go. */
  @Nullable OperatorState wanted() {
    return wanted;
  }

  public String verb() {
    return verb;
  }

  public String consequence() {
    return consequence;
  }

  public String result() {
    return result;
  }

  /** Whether it would change something. */
  boolean changes(OperatorState now) {
    return wanted != now;
  }
}
