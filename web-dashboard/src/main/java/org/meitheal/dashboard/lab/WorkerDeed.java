package org.meitheal.dashboard.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.meitheal.protocol.lab.LabStatus.ProcessStatus;
import org.meitheal.protocol.lab.WorkerAction;

/** What an operator can do to a worker, in words. */
public enum WorkerDeed {
  FREEZE(
      WorkerAction.FREEZE,
      "Freeze",
      "It stops where it is, as a machine that hangs: it keeps its memory and its connections,"
          + " answers nothing and sends no heartbeat. What waits for it goes on waiting until it is"
          + " given up. It goes on when it is thawed.",
      "is frozen."),
  THAW(
      WorkerAction.THAW,
      "Thaw",
      "It goes on where it was frozen. What it was asked meanwhile it answers now, most of it too"
          + " late.",
      "goes on."),
  STOP(
      WorkerAction.STOP,
      "Stop",
      "It gets ten seconds to end what it runs and to say goodbye, as at an orderly shutdown. It"
          + " comes back when it is started.",
      "has ended."),
  KILL(
      WorkerAction.KILL,
      "Kill",
      "It ends at once, as a machine that loses its power. What runs there is lost to the requests"
          + " that wait for it. It comes back when it is started.",
      "is killed."),
  START(
      WorkerAction.START,
      "Start",
      "It starts again with the identity that it had, and takes work as soon as it has calibrated"
          + " itself: some seconds.",
      "is starting.");

  private final WorkerAction action;
  private final String verb;
  private final String consequence;
  private final String result;

  WorkerDeed(WorkerAction action, String verb, String consequence, String result) {
    this.action = action;
    this.verb = verb;
    this.consequence = consequence;
    this.result = result;
  }

  /** By its path. */
  static Optional<WorkerDeed> of(String path) {
    return Stream.of(values()).filter(deed -> deed.path().equals(path)).findFirst();
  }

  /** What can be done to it as it is. */
  static List<WorkerDeed> fitting(ProcessStatus worker) {
    if (!worker.alive()) {
      return List.of(START);
    }
    return worker.frozen() ? List.of(THAW, STOP, KILL) : List.of(FREEZE, STOP, KILL);
  }

  WorkerAction action() {
    return action;
  }

  public String path() {
    return name().toLowerCase(Locale.ROOT);
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

  /** Whether something is lost by it. */
  public boolean dangerous() {
    return this == KILL || this == STOP;
  }
}
