package org.meitheal.protocol.identity;

/** What a caller may do. */
public enum Role {
  /** Asks for inferences. */
  CLIENT,
  /** A device: heartbeats, probes, parts. */
  DEVICE,
  /** A service of the control plane. */
  SERVICE,
  /** Looks, changes nothing. */
  VIEWER,
  /** Looks and acts. */
  OPERATOR
}
