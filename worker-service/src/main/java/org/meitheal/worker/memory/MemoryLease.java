package org.meitheal.worker.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.meitheal.protocol.oip.BufferAllocator;

/**
 * The memory of one request. It is released when all who hold it have closed it: the request's
 * thread, and the lane that may still read from it when the caller has given up waiting.
 */
public final class MemoryLease implements BufferAllocator, AutoCloseable {
  private final RequestMemory memory;
  private final List<RequestMemory.Held> held = new ArrayList<>();
  private int holders = 1;

  MemoryLease(RequestMemory memory) {
    this.memory = memory;
  }

  /**
   * @throws MemoryExhaustedException when requests hold too much already
   */
  @Override
  public synchronized ByteBuffer allocate(int bytes) {
    RequestMemory.Allocation allocation = memory.allocate(bytes);
    held.add(allocation.held());
    return allocation.buffer();
  }

  /** Another holder, which will call {@link #close} too. */
  public synchronized void hold() {
    holders++;
  }

  @Override
  public synchronized void close() {
    holders--;
    if (holders == 0) {
      held.forEach(RequestMemory.Held::release);
      held.clear();
    }
  }
}
