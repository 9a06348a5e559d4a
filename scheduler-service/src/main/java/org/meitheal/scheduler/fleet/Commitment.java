package org.meitheal.scheduler.fleet;

/** Lane time that is taken until closed. */
public interface Commitment extends AutoCloseable {
  @Override
  void close();
}
