package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;

/** Where tensors are put: {@code ByteBuffer::allocate} or {@code ByteBuffer::allocateDirect}. */
@FunctionalInterface
public interface BufferAllocator {
  /** A buffer of exactly that capacity, position 0; its byte order does not matter. */
  ByteBuffer allocate(int bytes);
}
