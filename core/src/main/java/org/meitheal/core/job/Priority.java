package org.meitheal.core.job;

/** Which work goes first where both cannot. */
public enum Priority {
  HIGH,
  LOW
}
