package org.meitheal.core.fleet;

/** How far from the data a machine stands, nearest first. */
public enum Tier {
  DEVICE,
  EDGE,
  CLOUD
}
