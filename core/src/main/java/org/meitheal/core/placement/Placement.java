package org.meitheal.core.placement;

/** Where a request is done. */
public enum Placement {
  /** On the device that the request belongs to. */
  LOCAL,
  /** On another device. */
  PEER,
  EDGE,
  CLOUD,
  /** Over several devices, one of which leads. */
  PARTITIONED
}
