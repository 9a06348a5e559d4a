package org.meitheal.worker.memory;

/** All memory for requests is held by others now. */
public final class MemoryExhaustedException extends RuntimeException {
  public MemoryExhaustedException() {
    super("this worker's memory for requests is full", null, false, false);
  }
}
