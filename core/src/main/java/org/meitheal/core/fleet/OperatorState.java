package org.meitheal.core.fleet;

/** What the operator wants of a device, kept apart from whether it lives. */
public enum OperatorState {
  /** Takes new work. */
  ENABLED,
  /** Takes no new work; what runs goes on. */
  CORDONED,
  /** Takes no new work, and is to be empty soon. */
  DRAINING
}
