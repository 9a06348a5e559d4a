package org.meitheal.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RequestMemoryTests {
  private final RequestMemory memory = new RequestMemory(20 << 20);

  @Test
  void givesExactlyWhatWasAskedFor() {
    try (MemoryLease lease = memory.lease()) {
      ByteBuffer buffer = lease.allocate(602_112);

      assertThat(buffer.isDirect()).isTrue();
      assertThat(buffer.capacity()).isEqualTo(602_112);
    }
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void isBounded() {
    try (MemoryLease first = memory.lease();
        MemoryLease second = memory.lease()) {
      first.allocate(15 << 20);

      assertThatThrownBy(() -> second.allocate(10 << 20))
          .isInstanceOf(MemoryExhaustedException.class);
      assertThat(second.allocate(5 << 20).capacity()).isEqualTo(5 << 20);
    }
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void staysUntilItsLastHolderIsGone() {
    MemoryLease lease = memory.lease();
    lease.allocate(5 << 20);
    lease.hold();

    lease.close();
    assertThat(memory.usedBytes()).isEqualTo(5 << 20);
    lease.close();
    assertThat(memory.usedBytes()).isZero();
  }
}
