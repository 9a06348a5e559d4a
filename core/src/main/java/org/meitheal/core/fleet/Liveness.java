package org.meitheal.core.fleet;

/** The registry's verdict on whether a device can be relied on. */
public enum Liveness {
  ONLINE,
  /** A heartbeat is overdue, the lease still runs. */
  SUSPECT,
  /** Its peers reach it, the control plane does not. */
  CUT,
  /** It answers, but it does not compute. */
  HALF_ALIVE,
  OFFLINE;

  /** Whether new work may be sent there. */
  public boolean takesWork() {
    return this == ONLINE || this == SUSPECT;
  }
}
