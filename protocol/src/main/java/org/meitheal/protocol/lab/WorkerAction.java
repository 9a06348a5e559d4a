package org.meitheal.protocol.lab;

/** What to do with a worker. */
public enum WorkerAction {
  /** Again, after it has ended. */
  START,
  /** It may tidy up first. */
  STOP,
  /** Without warning, as a machine that loses its power. */
  KILL,
  /** It keeps its memory and its connections, and does nothing, as a machine that hangs. */
  FREEZE,
  /** It goes on where it was frozen. */
  THAW
}
